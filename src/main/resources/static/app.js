/* Makes pages smoother; each works without. Attributes:
     data-cw-copy="text"      copies the text on click
     data-cw-reload="select"  submits its form on change, so that the server shows the fitting fields
     data-cw-confirm="…?"     asks before a form is sent
     data-cw-all              ticks every row of its table
     data-cw-sortable         its labels are put in order by dragging, or with Alt and the arrows
     data-cw-focus            takes the focus when the page opens
     data-cw-several          a field of several entries with commas: its list proposes the next one */
(function () {
  'use strict';

  document.addEventListener('click', function (event) {
    var button = event.target.closest('[data-cw-copy]');
    if (!button || !navigator.clipboard) { return; }
    navigator.clipboard.writeText(button.dataset.cwCopy).then(function () {
      button.classList.add('cw-copied');
      setTimeout(function () { button.classList.remove('cw-copied'); }, 2000);
    });
  });

  document.addEventListener('change', function (event) {
    if (event.target.matches('[data-cw-all]')) {
      event.target.closest('table').querySelectorAll('[name=id]').forEach(function (box) { box.checked = event.target.checked; });
      return;
    }
    var field = event.target.closest('[data-cw-reload]');
    if (!field) { return; }
    var button = field.form.querySelector('[data-cw-reload-button]');
    if (button) { field.form.requestSubmit(button); }
  });

  document.addEventListener('input', function (event) {
    var field = event.target.closest('[data-cw-several]');
    if (!field || !field.list) { return; }
    var typed = field.value.replace(/[^,]*$/, '');
    Array.from(field.list.options).forEach(function (option) {
      option.dataset.cwEntry = option.dataset.cwEntry || option.value;
      option.value = (typed ? typed + ' ' : '') + option.dataset.cwEntry;
    });
  });

  document.addEventListener('submit', function (event) {
    var question = event.target.dataset.cwConfirm;
    if (question && !window.confirm(question)) { event.preventDefault(); }
  });

  function place(label, before) {
    if (label && label.draggable && label !== before) { label.parentNode.insertBefore(label, before); }
  }

  document.addEventListener('keydown', function (event) {
    var label = event.altKey && event.target.closest('[data-cw-sortable] label');
    if (!label || !/^Arrow(Up|Down)$/.test(event.key)) { return; }
    event.preventDefault();
    var up = event.key === 'ArrowUp';
    var other = up ? label.previousElementSibling : label.nextElementSibling;
    if (!other || !other.draggable) { return; }
    place(label, up ? other : other.nextElementSibling);
    event.target.focus();
  });

  var dragged = null;
  document.addEventListener('dragstart', function (event) {
    dragged = event.target.closest && event.target.closest('[data-cw-sortable] label');
    if (dragged) { dragged.classList.add('cw-dragged'); }
  });
  document.addEventListener('dragover', function (event) {
    var other = dragged && event.target.closest('[data-cw-sortable] label');
    if (!other || !other.draggable) { return; }
    event.preventDefault();
    var box = other.getBoundingClientRect();
    place(dragged, event.clientY < box.top + box.height / 2 ? other : other.nextElementSibling);
  });
  document.addEventListener('dragend', function () {
    if (dragged) { dragged.classList.remove('cw-dragged'); }
    dragged = null;
  });

  document.addEventListener('htmx:configRequest', function (event) {
    var csrf = document.querySelector('meta[name=csrf]');
    if (csrf) { event.detail.headers[csrf.dataset.header] = csrf.content; }
  });

  var note = document.querySelector('[data-cw-focus]');
  if (note) { note.focus({ preventScroll: false }); }
})();
