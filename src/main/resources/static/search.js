/* The search of all pages: "/" leads to it; while one types, suggestions come below. Up and Down go through them, Enter
   opens the marked one (or all that was found), Escape closes. */
(function () {
  'use strict';
  var field = document.getElementById('search');
  var list = field && document.getElementById(field.dataset.cwSuggest);
  if (!list) { return; }
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Suggestions');
  field.setAttribute('role', 'combobox');
  field.setAttribute('aria-autocomplete', 'list');
  field.setAttribute('aria-controls', list.id);
  field.setAttribute('aria-expanded', 'false');

  function options() { return Array.from(list.querySelectorAll('[role=option]')); }

  function mark(option) {
    options().forEach(function (it) { it.setAttribute('aria-selected', it === option ? 'true' : 'false'); });
    if (option) {
      field.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({ block: 'nearest' });
    } else { field.removeAttribute('aria-activedescendant'); }
  }

  function show(open) {
    list.classList.toggle('show', open);
    field.setAttribute('aria-expanded', open ? 'true' : 'false');
    if (!open) { mark(null); }
  }

  function marked() { return list.querySelector('[aria-selected=true]'); }

  document.addEventListener('keydown', function (event) {
    var typing = event.target.closest('input, textarea, select, [contenteditable]');
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || typing || document.querySelector('.modal.show')) { return; }
    event.preventDefault();
    field.focus();
    field.select();
  });

  field.addEventListener('keydown', function (event) {
    if (event.isComposing) { return; }
    var all = options();
    var at = all.indexOf(marked());
    if (event.key === 'Escape') {
      if (!list.classList.contains('show')) { return; }
      event.preventDefault();
      event.stopPropagation();
      show(false);
    } else if (/^Arrow(Up|Down)$/.test(event.key) && all.length) {
      event.preventDefault();
      show(true);
      var way = event.key === 'ArrowDown' ? 1 : -1;
      mark(at < 0 ? all[way > 0 ? 0 : all.length - 1] : all[at + way] || null);
    } else if (event.key === 'Enter' && at >= 0 && list.classList.contains('show')) {
      event.preventDefault();
      all[at].click();
    }
  });

  field.addEventListener('input', function () { if (!field.value.trim()) { list.replaceChildren(); show(false); } });
  field.addEventListener('focus', function () { if (field.value.trim() && options().length) { show(true); } });
  document.addEventListener('pointerdown', function (event) { if (!field.form.contains(event.target)) { show(false); } });
  field.form.addEventListener('focusout', function (event) { if (!field.form.contains(event.relatedTarget)) { show(false); } });

  // what comes after the field was emptied is an answer to nothing
  field.addEventListener('htmx:beforeRequest', function (event) { if (!field.value.trim()) { event.preventDefault(); } });
  list.addEventListener('htmx:beforeSwap', function (event) { if (!field.value.trim() || event.detail.xhr.status !== 200) { event.detail.shouldSwap = false; } });
  list.addEventListener('htmx:afterSwap', function () { show(document.activeElement === field); });
})();
