/* Draws each <canvas data-cw-chart="id"> from the table of that id, which stands beside it for everybody else. The
   columns after the first are stacked, each in the colour its header names; a bar leads where its cell's link does. */
(function () {
  'use strict';
  var drawn = new Map();

  function css(name) { return getComputedStyle(document.documentElement).getPropertyValue(name).trim(); }

  function data(table) {
    var rows = Array.from(table.tBodies[0].rows);
    return {
      labels: rows.map(function (row) { return row.cells[0].textContent.replace(/ \d{4}$/, ''); }),
      datasets: Array.from(table.tHead.rows[0].cells).slice(1).map(function (head, i) {
        return {
          label: head.textContent, backgroundColor: css(head.dataset.cwColour),
          data: rows.map(function (row) { return Number(row.cells[i + 1].textContent.replace(/,/g, '')); }),
          borderColor: css('--tblr-bg-surface'), borderWidth: { top: 1 }, borderSkipped: false, borderRadius: 2, maxBarThickness: 26
        };
      })
    };
  }

  function options(table) {
    var text = css('--tblr-secondary');
    var font = { size: 11, family: css('--tblr-font-sans-serif') };
    return {
      animation: false, maintainAspectRatio: false, interaction: { mode: 'index', intersect: false },
      plugins: { legend: { display: false }, tooltip: { boxPadding: 4, padding: 10 } },
      scales: {
        x: { stacked: true, grid: { display: false }, border: { color: css('--tblr-border-color') }, ticks: { color: text, font: font, maxRotation: 0, autoSkip: true, autoSkipPadding: 14 } },
        y: { stacked: true, border: { display: false }, grid: { color: css('--cw-chart-grid') }, ticks: { color: text, font: font, maxTicksLimit: 5, precision: 0 } }
      },
      onClick: function (event, bars, chart) {
        var bar = chart.getElementsAtEventForMode(event, 'nearest', { intersect: true }, false)[0];
        var link = bar && table.tBodies[0].rows[bar.index].cells[bar.datasetIndex + 1].querySelector('a');
        if (link) { link.click(); }
      },
      onHover: function (event, bars, chart) {
        var on = chart.getElementsAtEventForMode(event, 'nearest', { intersect: true }, false).length;
        event.native.target.classList.toggle('cw-clickable', on > 0);
      }
    };
  }

  function draw() {
    drawn.forEach(function (chart, canvas) { if (!canvas.isConnected) { chart.destroy(); drawn.delete(canvas); } });
    document.querySelectorAll('canvas[data-cw-chart]').forEach(function (canvas) {
      var table = document.getElementById(canvas.dataset.cwChart);
      var chart = drawn.get(canvas);
      if (!chart) { drawn.set(canvas, new Chart(canvas, { type: 'bar', data: data(table), options: options(table) })); return; }
      chart.data = data(table);
      chart.options = options(table);
      chart.update('none');
    });
  }

  draw();
  document.addEventListener('cw:theme', draw);
  document.addEventListener('htmx:load', draw);
})();
