/* Makes pages smoother; each works without. Attributes:
     data-cw-copy="text"      copies the text on click
     data-cw-reload="select"  submits its form on change, so that the server shows the fitting fields
     data-cw-confirm="…?"     asks before a form is sent
     data-cw-focus            takes the focus when the page opens */
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
    var field = event.target.closest('[data-cw-reload]');
    if (!field) { return; }
    var button = field.form.querySelector('[data-cw-reload-button]');
    if (button) { field.form.requestSubmit(button); }
  });

  document.addEventListener('submit', function (event) {
    var question = event.target.dataset.cwConfirm;
    if (question && !window.confirm(question)) { event.preventDefault(); }
  });

  document.addEventListener('htmx:configRequest', function (event) {
    var csrf = document.querySelector('meta[name=csrf]');
    if (csrf) { event.detail.headers[csrf.dataset.header] = csrf.content; }
  });

  var note = document.querySelector('[data-cw-focus]');
  if (note) { note.focus({ preventScroll: false }); }
})();
