/* Applied before the first paint: loaded in <head> without defer. */
(function () {
  'use strict';
  var root = document.documentElement;
  var stored = null;
  try { stored = localStorage.getItem('theme'); } catch (e) { /* storage refused: follow the system */ }
  var system = window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  root.setAttribute('data-bs-theme', stored || system);
  document.addEventListener('click', function (event) {
    if (!event.target.closest('[data-cw-theme]')) { return; }
    var next = root.getAttribute('data-bs-theme') === 'dark' ? 'light' : 'dark';
    root.setAttribute('data-bs-theme', next);
    try { localStorage.setItem('theme', next); } catch (e) { /* storage refused: this page only */ }
    document.dispatchEvent(new Event('cw:theme'));
  });
})();
