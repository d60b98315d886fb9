// Tureen: what a page gains when scripts may run. Everything here is an addition; each page reads without it.
(function () {
  'use strict';
  var doc = document, body = doc.body, known = window.TUREEN_VERSIONS;

  function all(selector, within) { return Array.prototype.slice.call((within || doc).querySelectorAll(selector)); }
  function make(tag, text, attributes) {
    var node = doc.createElement(tag);
    if (text) node.textContent = text;
    for (var name in attributes || {}) node.setAttribute(name, attributes[name]);
    return node;
  }
  function fold(text) { return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase(); }

  // Version switcher: the other versions of the page being read, from versions.js beside all versions.
  function versions() {
    var here = body.dataset.version, page = body.dataset.page, root = body.dataset.root;
    var list = doc.querySelector('.switch ul');
    if (!known || !here || !list) return;
    var own = -1;
    known.versions.forEach(function (version, at) { if (version.dir === here) own = at; });
    if (own < 0) return;

    function lacks(at) { return ((known.absent || {})[page] || []).indexOf(at) >= 0; }
    function address(at) {
      return root + encodeURI(known.versions[at].dir) + '/' + (lacks(at) ? 'index.html' : encodeURI(page) + location.hash);
    }
    function fill() {
      list.textContent = '';
      known.versions.forEach(function (version, at) {
        var link = make('a', '', at === own ? { href: address(at), 'aria-current': 'page' } : { href: address(at) });
        link.append(make('span', version.name, { 'class': 'version' }));
        link.append(make('small', lacks(at) ? 'page not in this version' : version.released ? version.date : 'not released'));
        var item = make('li');
        item.append(link);
        list.append(item);
      });
      var item = make('li');
      item.append(make('a', 'All versions', { href: root + 'index.html' }));
      list.append(item);
    }
    fill();
    addEventListener('hashchange', fill);

    // Links that only the whole site can answer: this record over all versions, this version against its neighbour.
    all('[data-across]').forEach(function (slot) {
      var link = slot.matches('a') ? slot : slot.querySelector('a'), previous = known.versions[own].previous, to = '';
      if (slot.dataset.across === 'history' && body.dataset.record) to = 'history/' + body.dataset.record + '.html';
      if (slot.dataset.across === 'compare' && previous) to = 'compare/' + previous + '..' + here + '.html';
      if (!to) return;
      link.href = root + encodeURI(to);
      slot.hidden = false;
    });

    var newest = -1;
    known.versions.forEach(function (version, at) { if (newest < 0 && version.released) newest = at; });
    var notice = doc.querySelector('.superseded');
    if (notice && newest >= 0 && newest !== own && known.versions[own].released) {
      var name = known.versions[newest].name;
      notice.append(make('strong', 'SUPERSEDED'), ' ' + known.versions[own].name + ' is not the newest release: ');
      notice.append(make('a', lacks(newest) ? name : 'this page in ' + name, { href: address(newest) }));
      notice.append(' of ' + known.versions[newest].date + '.');
      notice.hidden = false;
    }
  }

  // A table that fits its column needs no scroll box, and its heading may stick to the window instead.
  function fit() {
    all('.table').forEach(function (box) {
      box.classList.remove('fits');
      var fits = box.scrollWidth <= box.clientWidth;
      box.classList.toggle('fits', fits);
      if (fits) box.removeAttribute('tabindex'); else box.tabIndex = 0;
    });
  }

  // Tables: <table data-table> sorts by its headings; a <form class="above" data-for="id"> filters it.
  function key(row, column) {
    var cell = row.cells[column];
    return cell ? cell.dataset.sort !== undefined ? cell.dataset.sort : cell.textContent.trim() : '';
  }
  function sortable(table) {
    var rows = table.tBodies[0], first = all('tr', rows), order = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
    var heads = all('thead th', table);
    heads.forEach(function (head, column) {
      if (head.dataset.sort === 'none') return;
      var button = make('button', '', { type: 'button' });
      while (head.firstChild) button.append(head.firstChild);
      head.append(button);
      button.addEventListener('click', function () {
        var now = head.getAttribute('aria-sort'), next = now === 'ascending' ? 'descending' : now === 'descending' ? '' : 'ascending';
        heads.forEach(function (other) { other.removeAttribute('aria-sort'); });
        if (next) head.setAttribute('aria-sort', next);
        var sorted = first.slice();
        if (next) sorted.sort(function (a, b) {
          var x = key(a, column), y = key(b, column);
          if (!x || !y) return x ? -1 : y ? 1 : 0;
          return order.compare(x, y) * (next === 'ascending' ? 1 : -1);
        });
        rows.append.apply(rows, sorted);
      });
    });
  }

  function filterable(form) {
    var table = doc.getElementById(form.dataset.for);
    if (!table) return;
    var units = table.tBodies.length > 1 ? Array.prototype.slice.call(table.tBodies) : all('tbody > tr', table);
    var input = form.querySelector('input[type="search"]'), count = form.querySelector('.count');
    var noun = count.dataset.noun || 'rows', texts = [];
    function words() { return fold(input.value).split(/\s+/).filter(Boolean); }
    function apply() {
      var asked = words(), chosen = {}, shown = 0;
      all('input[type="checkbox"]:checked', form).forEach(function (box) { (chosen[box.name] = chosen[box.name] || []).push(box.value); });
      units.forEach(function (unit, at) {
        if (texts[at] === undefined) texts[at] = fold(unit.textContent);
        var keep = asked.every(function (word) { return texts[at].indexOf(word) >= 0; });
        for (var name in chosen) keep = keep && chosen[name].indexOf(unit.dataset[name]) >= 0;
        unit.hidden = !keep;
        if (keep) shown++;
      });
      count.textContent = shown === units.length ? shown + ' ' + noun : shown + ' of ' + units.length + ' shown';
    }
    form.addEventListener('input', apply);
    form.addEventListener('submit', function (event) { event.preventDefault(); });
    form.addEventListener('reset', function () { setTimeout(apply); });
    all('[hidden]', form).forEach(function (control) { control.hidden = false; });
    if (input.value || form.querySelector(':checked')) apply();

    var save = form.querySelector('[data-csv]');
    if (save) save.addEventListener('click', function () {
      var link = make('a', '', { download: save.dataset.csv });
      link.href = URL.createObjectURL(new Blob(['\ufeff' + csv(table)], { type: 'text/csv' }));
      link.click();
      setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
    });
  }
  function csv(table) {
    return all('tr', table).filter(function (row) { return !row.closest('[hidden]'); }).map(function (row) {
      return Array.prototype.map.call(row.cells, function (cell) {
        var text = (cell.dataset.csv !== undefined ? cell.dataset.csv : cell.textContent).trim().replace(/\s+/g, ' ');
        if (/^[=+\-@\t\r]/.test(text)) text = "'" + text;
        return /[",\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
      }).join(',');
    }).join('\r\n') + '\r\n';
  }

  // Keys: "/" to the search field, Escape and a click elsewhere close the switcher. Buttons that print.
  function keys() {
    var menu = doc.querySelector('.switch'), search = doc.querySelector('.bar input[type="search"]');
    doc.addEventListener('keydown', function (event) {
      var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
      if (event.key === '/' && search && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        search.focus();
      }
      if (event.key === 'Escape' && menu && menu.open) {
        menu.open = false;
        menu.querySelector('summary').focus();
      }
    });
    doc.addEventListener('click', function (event) {
      if (menu && menu.open && !menu.contains(event.target)) menu.open = false;
    });
    all('[data-print]').forEach(function (button) {
      button.hidden = false;
      button.addEventListener('click', function () { print(); });
    });
  }

  versions();
  all('table[data-table]').forEach(sortable);
  all('form.above[data-for]').forEach(filterable);
  keys();
  fit();
  addEventListener('resize', fit);
}());
