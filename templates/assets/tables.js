// Tables and long lists: sorted by their headings, filtered by words and chips, saved as CSV, every view with an address.
//
// Each <table> with more than FEW rows, and each <ol data-list>, gets its controls here; without a script there are none.
// A table may say: data-noun (what its rows are called), data-csv (the name of the saved file), data-words (names for its
// chips, "missing=holes;waived=justified gaps"). A row that carries data-class, data-state or data-level can be chosen by
// it. A heading with data-sort="none" does not sort; a cell with data-sort or data-csv sorts or is saved by that value.
// Where a table has several bodies, each body is one unit: it is kept or hidden, and moves, as a whole.
//
// Laying out thousands of rows at every key would make typing slow. So of a long table the first MOST rows that match are
// shown, with their count and a button that shows all; on paper, and for a search in the page, all of them are there.
// words: class, state, level, state-*, level-*
(function () {
  'use strict';
  var doc = document, tureen = window.Tureen, all = tureen.all, make = tureen.make, fold = tureen.fold, say = tureen.say;
  var FEW = 8, MOST = 100, CHIPS = ['class', 'state', 'level'];
  var SHAPES = { fresh: '●', stale: '◐', missing: '○', waived: '◇', na: '–', error: '■', warning: '▲', note: '□' };
  var order = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
  var views = [];

  function View(node) {
    this.node = node;
    this.isTable = node.tagName === 'TABLE';
    var bodies = this.isTable ? node.tBodies : [];
    this.units = !this.isTable ? all(':scope > li', node) : bodies.length > 1 ? Array.prototype.slice.call(bodies) : all('tr', bodies[0]);
    this.prefix = views.length ? (node.id || 't' + (views.length + 1)) + '.' : '';
    this.texts = null;
    this.sort = '';
    this.kept = this.units;
    this.isWhole = this.units.length <= 1.5 * MOST;
    this.first = this.units.slice();
    if (this.isTable) this.headings();
    this.controls();
    this.restore();
  }

  // Headings that sort: up, down, and back to how the page was written.
  View.prototype.headings = function () {
    var view = this, grouped = view.units[0].tagName === 'TBODY';
    view.heads = all('thead tr:last-child > th', view.node);
    view.heads.forEach(function (head, column) {
      var link = head.querySelector('a');
      head.dataset.name = (link || head).textContent.trim();
      // In a table of groups only what stands for the whole group can order the groups.
      var whole = !grouped || view.units[0].rows[0].cells[column] && view.units[0].rows[0].cells[column].hasAttribute('rowspan');
      if (head.dataset.sort === 'none' || !head.dataset.name || !whole) return;
      var button = make('button', '', link ? { type: 'button', 'aria-label': say('sort-by', { name: head.dataset.name }) } : { type: 'button' });
      while (!link && head.firstChild) button.append(head.firstChild);
      head.append(button);
      button.addEventListener('click', function () {
        var now = head.getAttribute('aria-sort');
        view.order(column, now === 'ascending' ? 'descending' : now === 'descending' ? '' : 'ascending');
        view.settle();
      });
    });
  };

  View.prototype.order = function (column, way) {
    var sign = way === 'descending' ? -1 : 1, sorted = this.first.slice(), head = this.heads[column];
    this.heads.forEach(function (other) { other.removeAttribute('aria-sort'); });
    this.sort = way ? (sign < 0 ? '-' : '') + head.dataset.name : '';
    if (way) {
      head.setAttribute('aria-sort', way);
      var keyed = sorted.map(function (unit, at) {
        var cell = (unit.rows ? unit.rows[0] : unit).cells[column], key = '';
        if (cell) key = cell.dataset.sort !== undefined ? cell.dataset.sort : cell.textContent.trim();
        return { unit: unit, key: key, at: at };
      });
      // What says nothing comes last, whichever way.
      keyed.sort(function (a, b) {
        if (!a.key || !b.key) return a.key ? -1 : b.key ? 1 : a.at - b.at;
        return order.compare(a.key, b.key) * sign || a.at - b.at;
      });
      sorted = keyed.map(function (entry) { return entry.unit; });
    }
    var sheaf = doc.createDocumentFragment(), home = this.units[0].parentNode;
    sorted.forEach(function (unit) { sheaf.append(unit); });
    home.append(sheaf);
    this.units = sorted;
    this.texts = null;
    this.apply();
  };

  View.prototype.controls = function () {
    var view = this, node = view.node, box = node.closest('.table') || node, many = view.units.length > FEW;
    var name = box.getAttribute('aria-label') || (doc.getElementById(box.getAttribute('aria-labelledby')) || node.caption || {}).textContent || '';
    var form = view.form = make('form', '', { 'class': 'above' });
    view.noun = node.dataset.noun || say('rows');
    if (many) {
      var label = make('label', '', { 'class': 'text' });
      view.input = make('input', '', { type: 'search', autocomplete: 'off', 'aria-label': say('filter-of', { name: name.trim() }) });
      label.append(make('span', say('filter')), ' ', view.input);
      form.append(label);
      // What a row says is gathered when somebody is about to type.
      view.input.addEventListener('focus', function () { view.gather(); });
      CHIPS.forEach(function (chip) { view.chips(chip); });
    }
    var end = make('span', '', { 'class': 'end' });
    view.link = make('a', say('view'), { href: '' });
    view.count = make('output', '', { 'class': 'count' });
    view.more = make('button', '', { type: 'button' });
    view.more.addEventListener('click', function () { view.expand(); });
    end.append(view.link, ' ', view.count, ' ', view.more);
    if (node.dataset.csv !== undefined || view.isTable) {
      var save = make('button', say('csv'), { type: 'button' });
      save.addEventListener('click', function () { view.save(); });
      end.append(' ', save);
    }
    form.append(end);
    form.addEventListener('input', function () { view.apply(); view.settle(); });
    form.addEventListener('submit', function (event) { event.preventDefault(); });
    view.link.addEventListener('click', function (event) {
      if (!navigator.clipboard || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      navigator.clipboard.writeText(view.link.href).then(function () { view.count.textContent = say('copied'); }, function () { location.href = view.link.href; });
    });
    box.before(form);
  };

  // One chip for each class, state or level that rows carry, with how many there are.
  View.prototype.chips = function (name) {
    var counts = new Map(), own = {}, set = make('fieldset');
    this.units.forEach(function (unit) { var value = unit.dataset[name]; if (value) counts.set(value, (counts.get(value) || 0) + 1); });
    (this.node.dataset.words || '').split(';').forEach(function (pair) { own[pair.split('=')[0]] = pair.split('=')[1]; });
    if (!counts.size || counts.size === 1 && counts.values().next().value === this.units.length) return;
    set.append(make('legend', say(name)));
    var known = Object.keys(SHAPES), place = function (value) { return known.indexOf(value); };
    Array.from(counts.keys()).sort(function (a, b) { return place(a) - place(b) || order.compare(a, b); }).forEach(function (value) {
      var label = make('label'), text = own[value] || (SHAPES[value] ? say(name + '-' + value) : value);
      label.append(make('input', '', { type: 'checkbox', name: name, value: value }), ' ');
      if (SHAPES[value]) label.append(make('span', SHAPES[value], { 'aria-hidden': 'true', 'class': name + '-' + value }), ' ');
      label.append(text + ' ', make('span', String(counts.get(value)), { 'class': 'count' }));
      set.append(label);
    });
    this.form.append(set);
  };

  View.prototype.gather = function () {
    if (!this.texts) this.texts = this.units.map(function (unit) { return fold(unit.textContent); });
  };

  View.prototype.chosen = function () {
    var chosen = {};
    all('input[type="checkbox"]:checked', this.form).forEach(function (box) { (chosen[box.name] = chosen[box.name] || []).push(box.value); });
    return chosen;
  };

  View.prototype.apply = function () {
    var view = this, asked = view.input ? fold(view.input.value).split(/\s+/).filter(Boolean) : [], chosen = view.chosen();
    if (asked.length) view.gather();
    view.kept = view.units.filter(function (unit, at) {
      var keep = asked.every(function (word) { return view.texts[at].indexOf(word) >= 0; });
      for (var name in chosen) keep = keep && chosen[name].indexOf(unit.dataset[name]) >= 0;
      return keep;
    });
    view.show(view.isWhole ? Infinity : MOST);
  };
  // Shows the first rows of those that are kept, and says how many of how many.
  View.prototype.show = function (most) {
    var kept = this.kept, all = this.units.length, shown = Math.min(kept.length, most), seen = new Set(kept.slice(0, shown));
    this.units.forEach(function (unit) { if (unit.hidden === seen.has(unit)) unit.hidden = !unit.hidden; });
    this.form.classList.toggle('filtered', kept.length < all);
    this.more.hidden = shown === kept.length;
    this.more.textContent = say('more', { all: kept.length });
    this.count.textContent = shown < kept.length && kept.length < all ? say('shown-first', { shown: shown, kept: kept.length, all: all })
      : shown < all ? say('shown', { shown: shown, all: all }) : all + ' ' + this.noun;
  };
  View.prototype.expand = function () {
    if (this.isWhole) return;
    this.isWhole = true;
    this.show(Infinity);
    tureen.fit();
  };

  // The address of the view: what is asked for, chosen and sorted by. The page's first table has the plain names.
  View.prototype.parameters = function (parameters) {
    var prefix = this.prefix, chosen = this.chosen();
    ['filter', 'sort'].concat(CHIPS).forEach(function (name) { parameters.delete(prefix + name); });
    if (this.input && this.input.value.trim()) parameters.set(prefix + 'filter', this.input.value.trim());
    for (var name in chosen) chosen[name].forEach(function (value) { parameters.append(prefix + name, value); });
    if (this.sort) parameters.set(prefix + 'sort', this.sort);
    return parameters;
  };
  View.prototype.settle = function () {
    var view = this;
    clearTimeout(view.waits);
    // Browsers refuse too many addresses in a row.
    view.waits = setTimeout(function () {
      var query = view.parameters(new URLSearchParams(location.search)).toString();
      try { history.replaceState(history.state, '', location.pathname + (query && '?' + query) + location.hash); } catch (error) { /* The view works without an address. */ }
      views.forEach(function (other) { other.offer(); });
      dispatchEvent(new Event('tureen:view'));
    }, 200);
  };
  View.prototype.offer = function () {
    this.link.hidden = !this.parameters(new URLSearchParams()).toString();
    this.link.href = location.href;
  };
  View.prototype.restore = function () {
    var view = this, given = new URLSearchParams(location.search), prefix = view.prefix;
    if (view.input) view.input.value = given.get(prefix + 'filter') || '';
    all('input[type="checkbox"]', view.form).forEach(function (box) { box.checked = given.getAll(prefix + box.name).indexOf(box.value) >= 0; });
    var sort = given.get(prefix + 'sort') || '', name = sort.replace(/^-/, '');
    (view.heads || []).forEach(function (head, column) {
      if (sort && head.dataset.name === name && head.querySelector('button')) view.order(column, sort === name ? 'ascending' : 'descending');
    });
    view.apply();
    view.offer();
  };

  // Comma-separated values (RFC 4180) of what is shown. A spreadsheet must take no text for a formula.
  View.prototype.save = function () {
    var view = this, named = (view.node.dataset.csv || (doc.body.dataset.page || 'table').replace(/\.html$/, '').replace(/\//g, '-'));
    var lines = view.isTable ? view.cells() : view.parts();
    var text = lines.map(function (line) { return line.map(quoted).join(',') + '\r\n'; }).join('');
    var link = make('a', '', { download: /\.csv$/.test(named) ? named : named + '.csv' });
    link.href = URL.createObjectURL(new Blob(['\ufeff' + text], { type: 'text/csv' }));
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  };
  View.prototype.cells = function () {
    var lines = [all('thead tr:last-child > *', this.node).map(value)], spans = [];
    this.kept.forEach(function (unit) {
      (unit.rows ? Array.prototype.slice.call(unit.rows) : [unit]).forEach(function (row) {
        var line = [], at = 0, cells = Array.prototype.slice.call(row.cells);
        // A cell that spans rows stands in each of them.
        while (cells.length || spans[at] && spans[at].rows > 0) {
          if (spans[at] && spans[at].rows > 0) { line[at] = spans[at].text; spans[at].rows--; at++; continue; }
          var cell = cells.shift(), text = value(cell);
          for (var end = at + (cell.colSpan || 1); at < end; at++) { line[at] = text; spans[at] = { rows: (cell.rowSpan || 1) - 1, text: text }; }
        }
        lines.push(line);
      });
    });
    return lines;
  };
  // A list says its columns by data-cell="Name" on the parts of its entries.
  View.prototype.parts = function () {
    var names = [];
    var lines = this.kept.map(function (unit) {
      var line = [];
      all('[data-cell]', unit).forEach(function (part) {
        var at = names.indexOf(part.dataset.cell);
        if (at < 0) at = names.push(part.dataset.cell) - 1;
        line[at] = line[at] ? line[at] + '; ' + value(part) : value(part);
      });
      return line;
    });
    return [names].concat(lines.map(function (line) { return names.map(function (_, at) { return line[at] || ''; }); }));
  };
  function value(cell) {
    var given = cell.dataset.csv !== undefined ? cell.dataset.csv : cell.dataset.name || spaced(cell);
    return given.trim().replace(/\s+/g, ' ');
  }
  // The text of a cell, with a space where a part begins a line of its own, without shapes that a word stands beside.
  function spaced(cell) {
    var parts = [], walker = doc.createTreeWalker(cell, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    while (walker.nextNode()) {
      var node = walker.currentNode;
      if (node.nodeType === 3) parts.push(node.parentNode.getAttribute('aria-hidden') ? '' : node.data);
      else if (/^(SMALL|BR|LI|P|DIV|DD|DT)$/.test(node.tagName)) parts.push(' ');
    }
    return parts.join('');
  }
  function quoted(text) {
    if (/^[=+\-@\t\r]/.test(text)) text = "'" + text;
    return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }

  // Looks after the tables of a part of the page; who makes tables later calls it again.
  tureen.tables = function (part) { all('table, ol[data-list]', part).forEach(function (node) {
    var rows = node.tagName === 'TABLE' ? node.tBodies.length > 1 ? node.tBodies.length : node.tBodies.length && node.tBodies[0].rows.length : node.children.length;
    if (node.closest('.prose') || node.tagName === 'TABLE' && !(node.tHead && rows) || !(rows > FEW || node.dataset.table !== undefined)) return;
    views.push(new View(node));
  }); };
  tureen.tables(doc.querySelector('main'));
  tureen.fit();

  // What somebody looks for in the page, prints, or follows a link to must be there.
  function expand() { views.forEach(function (view) { view.expand(); }); }
  function aimed() {
    var aim = location.hash && doc.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!aim || !aim.closest('[hidden]')) return;
    expand();
    aim.scrollIntoView();
  }
  addEventListener('beforeprint', function () { views.forEach(function (view) { view.show(Infinity); }); });
  addEventListener('afterprint', function () { views.forEach(function (view) { view.show(view.isWhole ? Infinity : MOST); }); });
  doc.addEventListener('keydown', function (event) { if ((event.ctrlKey || event.metaKey) && event.key === 'f') expand(); });
  addEventListener('hashchange', aimed);
  aimed();
}());
