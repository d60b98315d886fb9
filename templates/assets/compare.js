// Two versions compared in the browser: the steps from one to the other, compare/data/*.js, are put together to the difference
// of the two. Neighbours have a page of their own, which also says what the difference means.
// words: compare-added, compare-removed, compare-modified, compare-moved
(function () {
  'use strict';
  var doc = document, tureen = window.Tureen, all = tureen.all, make = tureen.make, say = tureen.say;
  var form = doc.querySelector('form[data-compare]');
  var SHAPES = { fresh: '●', stale: '◐', missing: '○', waived: '◇' }, SHORT = 40, AROUND = 5;

  // Steps put together

  function then(known, key, after, fields) {
    known.key = key;
    known.after = after;
    var at = Object.create(null);
    known.fields.forEach(function (delta, number) { at[deltaKey(delta)] = number; });
    fields.forEach(function (later) {
      var number = at[deltaKey(later)], own = Object.assign({}, later);
      if (number === undefined) { known.fields.push(own); return; }
      own.before = known.fields[number].before;
      known.fields[number] = own;
    });
    known.fields = known.fields.filter(function (delta) { return delta.before !== delta.after; });
    return known;
  }
  function deltaKey(delta) { return delta.key === undefined ? delta.name : delta.key; }

  // Returns what differs between two versions, given the steps after the earlier one up to the later one, oldest first.
  function compose(steps) {
    var alive = new Map(), dead = new Map();
    steps.forEach(function (step) {
      (step.gone || []).forEach(function (gone) {
        var known = alive.get(gone.key) || { key: gone.key, before: gone.before, fields: [] };
        alive.delete(gone.key);
        then(known, gone.key, undefined, gone.fields || []);
        if (known.before) dead.set(gone.key, known);
      });
      // All that goes by another key is taken out before anything is put in: two may have changed places.
      var taken = step.records.map(function (entry) {
        var from = entry.before ? alive : dead, key = entry.before && entry.was || entry.key, known = from.get(key);
        from.delete(key);
        return known || { key: entry.key, before: entry.before, fields: [] };
      });
      step.records.forEach(function (entry, number) {
        alive.set(entry.key, then(taken[number], entry.key, entry.face, entry.fields || []));
      });
    });
    // One that was gone, and another that has its id since: the id is what makes the record.
    alive.forEach(function (known, key) {
      var gone = dead.get(key);
      if (known.before || !gone) return;
      dead.delete(key);
      alive.set(key, then(gone, key, known.after, known.fields));
    });
    return Array.from(alive.values()).concat(Array.from(dead.values())).filter(function (known) {
      return known.fields.length || JSON.stringify(known.before) !== JSON.stringify(known.after);
    }).map(function (known) {
      known.fields.sort(function (a, b) { return a.at - b.at || order(deltaKey(a), deltaKey(b)); });
      known.shown = shown(known);
      known.change = change(known);
      return known;
    }).sort(function (a, b) { return order(a.key, b.key); });
  }
  function order(a, b) { return a < b ? -1 : a > b ? 1 : 0; }

  // What is told of fields that differ: an element that came or went as a whole, of others the parts that differ.
  function shown(known) {
    // Of what could or can not be read nobody knows the fields.
    if (known.before && known.before.unreadable || known.after && known.after.unreadable) return [];
    // A field may have any name.
    var whole = Object.create(null), within = Object.create(null), stirred = Object.create(null);
    function isWhole(delta) { return delta.list !== undefined && (delta.before === undefined || delta.after === undefined); }
    known.fields.forEach(function (delta) {
      within[deltaKey(delta)] = delta.within;
      if (isWhole(delta)) { whole[deltaKey(delta)] = true; stirred[delta.list] = true; }
    });
    function words(text) { return text.trim().split(/\s+/).join(' '); }
    return known.fields.filter(function (delta) {
      var both = delta.before !== undefined && delta.after !== undefined;
      if (delta.list !== undefined ? !isWhole(delta) : delta.order && (!both || stirred[delta.name])) return false;
      if (both) {
        var one = words(delta.before), two = words(delta.after);
        if (one === two || delta.id && one.toLowerCase() === two.toLowerCase()) return false;
      }
      for (var around = delta.within, depth = 0; around !== undefined && depth < 16; around = within[around], depth++) {
        if (whole[around]) return false;
      }
      return true;
    });
  }
  function change(known) {
    var before = known.before, after = known.after;
    if (!before || !after) return before ? 'removed' : 'added';
    var edited = ['kind', 'body', 'unreadable'].some(function (part) { return before[part] !== after[part]; });
    if (edited || known.shown.length) return 'modified';
    return before.path !== after.path ? 'moved' : '';
  }

  // The page

  function state(state) {
    var graver = state.open[1] + state.open[2], notes = state.open[0];
    var key = state.stale && state.stale === graver ? 'stale' : graver ? 'missing' : state.waived ? 'waived' : 'fresh';
    var node = make('span', '', { 'class': 'state state-' + key });
    var word = key === 'stale' ? say('state-stale')
      : key === 'missing' ? say('compare-findings', { count: graver })
        : key === 'waived' ? say('compare-waived', { count: state.waived })
          : notes ? say('compare-notes', { count: notes }) : say('state-fresh');
    node.append(make('i', SHAPES[key], { 'aria-hidden': 'true' }), ' ' + word);
    return node;
  }
  function row(parts) {
    var line = make('li');
    line.append.apply(line, parts);
    return line;
  }
  function ends(before, after) { return [before, ' → ', after]; }
  function spell(name) { return name.replace(/_/g, ' '); }
  function code(text) { return make('code', text, { 'class': 'hash' }); }

  // A value before and after: whole where it is short, else without what both begin and end with.
  function between(before, after) {
    var one = before.trim().split(/\s+/), two = after.trim().split(/\s+/);
    if (Math.max(before.length, after.length) <= SHORT || one.length < 2 || two.length < 2) {
      return ends(make('del', one.join(' ')), make('ins', two.join(' ')));
    }
    var start = 0, end = 0, least = Math.min(one.length, two.length);
    while (start < least && one[start] === two[start]) start++;
    while (end < least - start && one[one.length - 1 - end] === two[two.length - 1 - end]) end++;
    var head = one.slice(Math.max(0, start - AROUND), start).join(' '), tail = one.slice(one.length - end, one.length - end + AROUND).join(' ');
    return [
      (start > AROUND ? '… ' : '') + head + ' ', make('del', one.slice(start, one.length - end).join(' ')), ' ',
      make('ins', two.slice(start, two.length - end).join(' ')), ' ' + tail + (end > AROUND ? ' …' : '')
    ];
  }
  function field(delta) {
    var name = spell(delta.list === undefined ? delta.name : delta.list);
    if (delta.before === undefined) return row([name + ': ', make('ins', delta.after), ' ', say('compare-field-added')]);
    if (delta.after === undefined) return row([name + ': ', make('del', delta.before), ' ', say('compare-field-removed')]);
    return row([name + ' '].concat(between(delta.before, delta.after)));
  }
  function told(known) {
    var before = known.before, after = known.after, list = make('ul', '', { 'class': 'told' });
    if (before.unreadable !== after.unreadable) {
      list.append(row([after.unreadable ? say('compare-unreadable', { reason: after.unreadable }) : say('compare-readable')]));
    }
    if (before.kind !== after.kind) list.append(row([say('compare-kind') + ' '].concat(ends(before.kind, after.kind))));
    if (before.path !== after.path) list.append(row([say('compare-file') + ' '].concat(ends(code(before.path), code(after.path)))));
    known.shown.forEach(function (delta) { list.append(field(delta)); });
    var was = before.class ? before.class[0] : '–', is = after.class ? after.class[0] : '–';
    if (was !== is) list.append(row([say('compare-class') + ' ' + was + ' → ' + is + (after.class ? ', ' + after.class[1] : '')]));
    if (before.body !== after.body) list.append(row([say('compare-text')]));
    if (isOther(known)) list.append(row([say('compare-stood') + ' '].concat(ends(state(before.state), state(after.state)))));
    return list;
  }
  function isOther(known) { return JSON.stringify(known.before.state) !== JSON.stringify(known.after.state); }

  function render(slot, composed, from, to) {
    slot.textContent = '';
    function link(known) {
      var face = known.after || known.before, folder = (known.after ? to : from).value;
      var node = make('span');
      node.append(make('a', face.id || face.path, { 'class': 'id', href: '../' + encodeURI(folder) + '/' + encodeURI(face.page) }), ' ' + face.title);
      return node;
    }
    function section(id, name, count) {
      var node = make('section'), head = make('h2', '', { id: id });
      head.append(make('a', name, { href: '#' + id }));
      if (count !== undefined) head.append(' ', make('small', String(count), { 'class': 'clause' }));
      node.append(head);
      slot.append(node);
      return node;
    }
    function table(into, heads, rows) {
      var box = make('div', '', { 'class': 'table', role: 'region', 'aria-label': heads[0], tabindex: '0' });
      var node = make('table'), head = make('tr'), body = make('tbody');
      heads.forEach(function (text) { head.append(make('th', text, { scope: 'col' })); });
      node.createTHead().append(head);
      rows.forEach(function (cells) {
        var line = make('tr');
        cells.forEach(function (cell, number) {
          var one = make(number ? 'td' : 'th', '', number ? {} : { scope: 'row' });
          one.append.apply(one, [].concat(cell));
          line.append(one);
        });
        body.append(line);
      });
      node.append(body);
      box.append(node);
      into.append(box);
    }
    function version(face, none) { return make('span', face ? face.version || say('compare-no-version') : none, face ? { 'class': 'version' } : { 'class': 'soft' }); }

    var counts = { added: 0, removed: 0, modified: 0, moved: 0 };
    composed.forEach(function (known) { if (known.change) counts[known.change]++; });
    var parts = Object.keys(counts).filter(function (name) { return counts[name]; }).map(function (name) {
      return say('compare-' + name, { count: counts[name] });
    });
    slot.append(make('p', parts.length ? parts.join(', ') + '.' : say('compare-nothing'), { 'class': 'lead' }));
    var both = make('p', '', { 'class': 'facts' });
    [from, to].forEach(function (side) {
      var fact = make('span');
      fact.append(make('a', side.dataset.name, { 'class': 'version', href: '../' + encodeURI(side.value) + '/index.html' }), ': ' + side.dataset.facts);
      both.append(fact, ' ');
    });
    slot.append(both);
    var lacks = make('p'), command = 'tureen diff ' + from.dataset.name + (to.dataset.tree ? '' : '..' + to.dataset.name);
    say('compare-lacks', { command: command }).split('`').forEach(function (part, number) { lacks.append(number % 2 ? make('code', part) : part); });
    slot.append(lacks);

    var moves = composed.filter(function (known) {
      var face = known.after || known.before;
      return face.kind === 'soup' && (!known.before || !known.after || known.before.version !== known.after.version);
    });
    var soup = section('soup', say('compare-soup'), moves.length);
    if (moves.length) {
      // Those that were in use before and after come first.
      moves.sort(function (a, b) { return (a.before && a.after ? 0 : 1) - (b.before && b.after ? 0 : 1); });
      table(soup, [say('compare-record'), from.dataset.name, to.dataset.name, say('class')], moves.map(function (known) {
        var judged = (known.after || known.before).class;
        return [link(known), version(known.before, say('compare-new')), version(known.after, say('compare-gone')), judged ? judged[0] : ''];
      }));
    } else soup.append(make('p', say('compare-none')));

    slot.dataset.kinds.split(';').forEach(function (pair) {
      var kind = pair.slice(0, pair.indexOf('=')), name = pair.slice(kind.length + 1);
      var own = composed.filter(function (known) { return (known.after || known.before).kind === kind && known.change; });
      if (!own.length) return;
      var node = section('kind-' + kind, name, own.length);
      ['added', 'removed'].forEach(function (what) {
        var some = own.filter(function (known) { return known.change === what; });
        if (!some.length) return;
        node.append(make('h3', say('compare-' + what, { count: some.length })));
        var list = make('ul', '', { 'class': 'links' });
        some.forEach(function (known) { list.append(row([link(known)])); });
        node.append(list);
      });
      own.filter(function (known) { return known.before && known.after; }).forEach(function (known) {
        var article = make('article', '', { 'class': 'change' }), head = make('h3', '', { id: 'r-' + known.key });
        head.append(link(known));
        article.append(head, told(known));
        node.append(article);
      });
    });

    var stood = composed.filter(function (known) { return known.before && known.after && !known.change && (isOther(known) || told(known).firstChild); });
    if (stood.length) {
      table(section('stands', say('compare-stands'), stood.length), [say('compare-record'), from.dataset.name, to.dataset.name], stood.map(function (known) {
        var was = known.before.class ? known.before.class[0] : '', is = known.after.class ? known.after.class[0] : '';
        var class_ = was === is ? '' : ' · ' + say('class') + ' ';
        return [link(known), [state(known.before.state), class_ && class_ + was], [state(known.after.state), class_ && class_ + is]];
      }));
    }
  }

  // The pair

  function load(folders, done, failed) {
    var steps = Object.create(null), left = folders.length, broken = false;
    window.TUREEN_STEP = function (step) { steps[step.version.folder] = step; };
    folders.forEach(function (folder) {
      var script = make('script', '', { src: 'data/' + encodeURI(folder) + '.js' });
      script.onload = function () {
        if (--left || broken) return;
        done(folders.map(function (folder) { return steps[folder]; }));
      };
      script.onerror = function () { if (!broken) { broken = true; failed(folder); } };
      doc.head.append(script);
    });
  }

  function start() {
    var selects = all('select', form), slot = doc.getElementById('compared'), note = form.querySelector('output');
    var options = all('option', selects[0]);
    function at(folder) { return options.findIndex(function (option) { return option.value === folder; }); }
    form.hidden = false;
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      var from = at(selects[0].value), to = at(selects[1].value);
      if (from === to) { note.textContent = say('compare-same'); return; }
      // The newest stands first, and what is asked for from the newer to the older is told from the older to the newer.
      location.search = '?from=' + encodeURIComponent(options[Math.max(from, to)].value) + '&to=' + encodeURIComponent(options[Math.min(from, to)].value);
    });
    var asked = new URLSearchParams(location.search), from = at(asked.get('from')), to = at(asked.get('to'));
    if (from < 0 || to < 0 || from <= to) {
      if (asked.has('from')) note.textContent = say('compare-unknown');
      return;
    }
    var older = options[from], newer = options[to];
    selects[0].value = older.value;
    selects[1].value = newer.value;
    if (from === to + 1 || newer.dataset.previous === older.value) {
      location.replace(encodeURI(older.value + '..' + newer.value) + '.html');
      return;
    }
    var name = older.dataset.name + ' → ' + newer.dataset.name;
    doc.title = name;
    doc.querySelector('h1').textContent = name;
    all('.title .lead').forEach(function (lead) { lead.hidden = true; });
    all('.title .kicker').forEach(function (kicker) { kicker.hidden = !!newer.dataset.released; });
    // What is printed carries the commit and the day of the later of the two, and whether it is released.
    if (newer.dataset.released) all('.not-released').forEach(function (notice) { notice.hidden = true; });
    doc.querySelector('link[href$="running.css"]').href = '../' + encodeURI(newer.value) + '/assets/running.css';
    var folders = options.slice(to, from).reverse().map(function (option) { return option.value; });
    load(folders, function (steps) {
      render(slot, compose(steps), older, newer);
      slot.hidden = false;
      tureen.tables(slot);
      tureen.fit();
      var target = location.hash && doc.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (target) target.scrollIntoView();
    }, function (folder) { note.textContent = say('compare-failed', { file: 'compare/data/' + folder + '.js' }); });
  }

  tureen.compose = compose;
  if (form) start();
}());
