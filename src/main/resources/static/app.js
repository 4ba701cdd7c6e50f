/* Makes pages smoother; each works without. Attributes:
     data-cw-copy="text"      copies the text on click
     data-cw-reload="select"  submits its form on change, so that the server shows the fitting fields
     data-cw-confirm="…?"     asks before a form is sent
     data-cw-all              ticks every row of its table
     data-cw-sortable         its labels are put in order by dragging, or with Alt and the arrows
     data-cw-then="ids"       the first of these that is there takes the focus after htmx has followed the link; after
                              a form only if its field is gone
     data-cw-focus            takes the focus when the page opens
     data-cw-several          a field of several entries with commas: its list proposes the next one
     data-cw-refresh          htmx asks for it again by itself: not while nobody looks, and not for ever
   The swap "patch" brings a part of a page up to date: only what differs is touched, so that focus, scrolling,
   selection and an open explanation stay. */
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
    var button = field && field.form.querySelector('[data-cw-reload-button]');
    if (!button) { return; }
    // a click, because htmx sends no other button along; keys pass over several choices until the one that is meant
    clearTimeout(reload);
    reload = setTimeout(function () { button.click(); }, event.timeStamp - typed < 100 ? 400 : 0);
  });
  var reload, typed = -Infinity;
  document.addEventListener('keydown', function (event) { typed = event.timeStamp; }, true);

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

  // What had the focus may be swapped away: then it goes where the work goes on.
  document.addEventListener('htmx:afterSettle', function (event) {
    var asked = event.detail.requestConfig && event.detail.requestConfig.elt;
    if (!asked || !asked.dataset.cwThen || asked.matches('form') && document.activeElement !== document.body) { return; }
    var next = asked.dataset.cwThen.split(' ').map(function (it) { return document.getElementById(it); }).find(Boolean);
    if (next) { next.focus(); }
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

  function patch(old, fresh) {
    if (old.isEqualNode(fresh)) { return; }
    if (old.nodeType !== 1) { old.nodeValue = fresh.nodeValue; return; }
    if (old.nodeName === 'CANVAS') { return; }
    Array.from(old.attributes).forEach(function (it) {
      if (!fresh.hasAttribute(it.name) && !/^(aria-describedby|open|data-bs-original-title)$/.test(it.name)) { old.removeAttribute(it.name); }
    });
    Array.from(fresh.attributes).forEach(function (it) {
      if (old.getAttribute(it.name) !== it.value) { old.setAttribute(it.name, it.value); }
    });
    var next = old.firstChild;
    Array.from(fresh.childNodes).forEach(function (node) {
      var same = node.id ? Array.from(old.children).find(function (it) { return it.id === node.id; })
        : next && !next.id && next.nodeName === node.nodeName ? next : null;
      if (!same) { old.insertBefore(node, next); return; }
      if (same === next) { next = next.nextSibling; } else { old.insertBefore(same, next); }
      patch(same, node);
    });
    while (next) { var gone = next; next = next.nextSibling; gone.remove(); }
  }

  htmx.defineExtension('patch', {
    isInlineSwap: function (style) { return style === 'patch'; },
    handleSwap: function (style, target, fragment) {
      if (style !== 'patch') { return false; }
      var focused = document.activeElement;
      patch(target, fragment.firstElementChild);
      if (focused !== document.activeElement && focused.isConnected) { focused.focus({ preventScroll: true }); }
      return [target];
    }
  });

  function explain(root) {
    root.querySelectorAll('[data-bs-toggle=tooltip]').forEach(function (it) {
      var shown = tabler.Tooltip.getOrCreateInstance(it, { delay: 50 });
      if (shown.cwText && shown.cwText !== it.dataset.bsTitle) { shown.setContent({ '.tooltip-inner': it.dataset.bsTitle }); }
      shown.cwText = it.dataset.bsTitle;
    });
  }
  document.addEventListener('htmx:load', function (event) { explain(event.detail.elt); });

  // Somebody who is away does not keep his session alive: an hour after the last sign of him nothing is asked any more.
  var AWAY = 60 * 60 * 1000;
  var seen = Date.now();
  var fresh = new Date();
  function away() { return Date.now() - seen > AWAY; }
  function refreshes(event) { return event.detail.elt.matches('[data-cw-refresh]'); }
  function refresh() {
    document.querySelectorAll('[data-cw-refresh]').forEach(function (it) { htmx.trigger(it, 'cw:refresh'); });
  }
  function tell(stale) {
    if (!stale) { fresh = new Date(); }
    document.querySelectorAll('[data-cw-stale]').forEach(function (it) {
      it.querySelector('time').textContent = fresh.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
      it.hidden = !stale;
    });
  }
  ['pointermove', 'keydown', 'scroll', 'touchstart'].forEach(function (it) {
    document.addEventListener(it, function () {
      var back = away();
      seen = Date.now();
      if (back) { refresh(); }
    }, { passive: true, capture: true });
  });
  document.addEventListener('visibilitychange', function () { if (!document.hidden) { refresh(); } });
  document.addEventListener('htmx:configRequest', function (event) {
    var tag = event.detail.elt.cwTag;
    if (refreshes(event) && tag) { event.detail.headers['If-None-Match'] = tag; }
  });
  document.addEventListener('htmx:beforeRequest', function (event) {
    if (!refreshes(event)) { return; }
    if (away()) { tell(true); }
    if (away() || document.hidden) { event.preventDefault(); }
  });
  document.addEventListener('htmx:beforeSwap', function (event) {
    if (event.detail.isError && event.detail.requestConfig.elt.matches('[data-cw-refresh]')) { event.detail.shouldSwap = false; }
  });
  document.addEventListener('htmx:afterRequest', function (event) {
    if (!refreshes(event)) { return; }
    var answer = event.detail.xhr;
    if (answer.status === 200) { event.detail.elt.cwTag = answer.getResponseHeader('ETag'); }
    tell(answer.status !== 200 && answer.status !== 304);
  });

  var note = document.querySelector('[data-cw-focus]');
  if (note) { note.focus({ preventScroll: false }); }
})();
