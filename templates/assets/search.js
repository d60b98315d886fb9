// Search, without a server: data/search/words.js and records.js are loaded when somebody is about to search, and of the
// numbered files, each a range of the alphabet, those that the question touches. What those files hold is described in the
// source of the tool beside what writes them; here is the other end of it.
(function () {
  'use strict';
  var doc = document, tureen = window.Tureen, make = tureen.make, fold = tureen.fold, say = tureen.say;
  var link = doc.querySelector('a[data-find]'), page = doc.querySelector('[data-search]');
  if (!link) return;
  var folder = link.getAttribute('href').replace(/[^/]*$/, ''), known = window.TUREEN_VERSIONS, within = link.dataset.find;
  // What is looked for on a page of all versions is most often in the newest release.
  if (known && !doc.body.dataset.version) {
    var newest = known.versions.find(function (version) { return version.released; }) || known.versions[0];
    folder = (doc.body.dataset.root || '') + encodeURI(newest.dir) + '/';
    within = newest.name;
  }
  var LONGEST = 48, MOST_RANGES = 16, OFFERED = 8, LISTED = 50;
  // What a place counts: id, title, package or CVE, field, text. What a match counts: exact, beginning, one slip, two, in parts.
  var PLACES = [100, 60, 40, 12, 5], MATCHES = [1, 0.6, 0.3, 0.2];

  // Loading

  var index = { words: [], starts: [], kinds: [], states: [], rows: [], titles: [], ranges: {} }, loads = {};
  window.TUREEN_INDEX = {
    words: function (given) {
      var before = '';
      given.words.split(' ').forEach(function (entry) {
        if (!entry) return;
        before = Array.from(before).slice(0, parseInt(entry[0], 36)).join('') + entry.slice(1);
        index.words.push(before);
      });
      index.starts = given.starts;
    },
    records: function (given) {
      index.kinds = given.kinds;
      index.states = given.states;
      given.rows.split('\n').forEach(function (line) {
        var parts = line.split('\t');
        if (parts.length > 5) index.rows.push({ id: parts[0], title: parts[1], href: folder + parts[2], kind: index.kinds[parts[3]], 'class': parts[4], state: index.states[parts[5]] });
      });
    },
    range: function (given) { index.ranges[given.number] = given.places.split(';'); }
  };
  function load(file) {
    loads[file] = loads[file] || new Promise(function (resolve, reject) {
      var script = make('script', '', { src: folder + 'data/search/' + file });
      script.onload = resolve;
      script.onerror = function () { delete loads[file]; reject(new Error(file)); };
      doc.head.append(script);
    });
    return loads[file];
  }
  function begin() { return Promise.all([load('words.js'), load('records.js')]); }

  // Finding

  function asked(text) {
    var found = fold(text).match(/[\p{Alphabetic}\p{N}]+(?:[-._][\p{Alphabetic}\p{N}]+)*/gu) || [];
    return found.map(function (word) { return word.slice(0, LONGEST); }).slice(0, 12);
  }

  // How many slips turn what was typed into the beginning of a word: a letter too many, too few, another, or two swapped.
  function slips(typed, word, most) {
    var before, last = [], row = [], length = Math.min(word.length, typed.length + most), i, j, least;
    for (j = 0; j <= length; j++) last[j] = j;
    for (i = 1; i <= typed.length; i++) {
      row = [i];
      least = i;
      for (j = 1; j <= length; j++) {
        var cost = typed[i - 1] === word[j - 1] ? 0 : 1;
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost);
        if (before && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
        if (row[j] < least) least = row[j];
      }
      if (least > most) return most + 1;
      before = last;
      last = row;
    }
    return Math.min.apply(null, last);
  }

  // The words that a typed one may mean: [number, how it matches].
  function candidates(typed, loosely) {
    var found = [], most = typed.length >= 8 ? 2 : typed.length >= 4 ? 1 : 0;
    index.words.forEach(function (word, number) {
      if (word === typed) found.unshift([number, 0]);
      // One or two letters begin too many words; of titles and ids they are looked for below.
      else if (typed.length > 2 && word.startsWith(typed)) found.push([number, 1]);
    });
    if (most && (loosely || !found.length)) {
      // What has digits only is another number when it differs.
      if (/\p{Alphabetic}/u.test(typed)) index.words.forEach(function (word, number) {
        if (word.length < typed.length - most || word.startsWith(typed)) return;
        var count = slips(typed, word, most);
        if (count <= most) found.push([number, 1 + count]);
      });
    }
    return found;
  }

  function rangeOf(number) {
    var low = 0, high = index.starts.length - 1;
    while (low < high) {
      var middle = (low + high + 1) >> 1;
      if (index.starts[middle] <= number) low = middle; else high = middle - 1;
    }
    return low;
  }

  var FOLLOWED = 'GHIJKLMNOPQRSTUVWXYZ56789-_.~!*+', LAST = 'abcdefghijklmnopqrstuvwxyzABCDEF', DIGITS = {};
  Array.from(FOLLOWED).forEach(function (digit, at) { DIGITS[digit] = { value: at, ends: false }; });
  Array.from(LAST).forEach(function (digit, at) { DIGITS[digit] = { value: at, ends: true }; });
  // Calls with each entry that holds the word, and the place.
  function places(number, call) {
    var range = rangeOf(number), text = (index.ranges[range] || [])[number - index.starts[range]] || '', place = 0, next = 0, sum = 0;
    for (var at = 0; at < text.length; at++) {
      var digit = DIGITS[text[at]];
      if (!digit) { place = +text[at]; next = 0; sum = 0; continue; }
      sum = sum * 32 + digit.value;
      if (!digit.ends) continue;
      call(next + sum, place);
      next += sum + 1;
      sum = 0;
    }
  }

  // The entries in which a typed word stands, each with what that counts and where it stands.
  function matches(typed, found) {
    var entries = new Map();
    function add(entry, score, place, word) {
      var known = entries.get(entry);
      if (!known || known.score < score) entries.set(entry, { score: score, place: place, word: word });
    }
    found.forEach(function (candidate) {
      places(candidate[0], function (entry, place) { add(entry, PLACES[place] * MATCHES[candidate[1]], place, index.words[candidate[0]]); });
    });
    if (typed.length < 3) index.rows.forEach(function (row, entry) {
      row.folded = row.folded || fold(row.id + ' ' + row.title);
      var at = (' ' + row.folded.replace(/[^\p{Alphabetic}\p{N}]/gu, ' ')).indexOf(' ' + typed);
      if (at >= 0) add(entry, PLACES[at < row.id.length ? 0 : 1] * MATCHES[1], at < row.id.length ? 0 : 1, typed);
    });
    return entries;
  }

  /// Resolves to the results, best first, and whether words were left out.
  function find(text, loosely) {
    var typed = asked(text), whole = fold(text.trim()), cut = false;
    if (!typed.length) return Promise.resolve({ rows: [], cut: false, empty: true });
    return begin().then(function () {
      var found = typed.map(function (word) { return candidates(word, loosely); }), ranges = new Set();
      found.forEach(function (of) {
        of.forEach(function (candidate) {
          var range = rangeOf(candidate[0]);
          if (ranges.size < MOST_RANGES || ranges.has(range)) ranges.add(range); else cut = true;
        });
      });
      return Promise.all(Array.from(ranges, function (range) { return load(range + '.js'); })).then(function () {
        var all = typed.map(function (word, at) { return matches(word, found[at]); }), rows = [];
        all.sort(function (a, b) { return a.size - b.size; });
        all[0].forEach(function (_, entry) {
          var hits = all.map(function (of) { return of.get(entry); });
          if (!hits.every(Boolean)) return;
          var row = index.rows[entry], score = hits.reduce(function (sum, hit) { return sum + hit.score; }, 0);
          // Who types a whole id or title means it, and a title that begins so before one that mentions it.
          var title = fold(row.title);
          score += fold(row.id) === whole ? 1000 : title === whole ? 500 : title.startsWith(whole) ? 50 : 0;
          rows.push({ row: row, score: score, hits: hits, entry: entry });
        });
        rows.sort(function (a, b) { return b.score - a.score || a.entry - b.entry; });
        return !rows.length && !loosely ? find(text, true) : !rows.length && /[-._]/.test(typed.join()) ? find(text.replace(/[-._]+/g, ' ')) : { rows: rows, cut: cut };
      });
    });
  }

  // Showing. Whatever a record says is put in as text, never as HTML.

  function shown(found, tag) {
    var row = found.row, parts = [];
    if (row.id) parts.push(make(tag || 'span', row.id, { 'class': 'id' }), ' ');
    parts.push(make(tag && !row.id ? tag : 'span', row.title), ' ');
    var end = make('span', '', { 'class': 'end' });
    end.append(row.kind + (row['class'] ? ' · ' + say('class').toLowerCase() + ' ' + row['class'] : ''));
    if (row.state) {
      var shapes = { fresh: '●', stale: '◐', missing: '○', waived: '◇' }, state = make('span', '', { 'class': 'state state-' + row.state[0] });
      state.append(make('i', shapes[row.state[0]] || '–', { 'aria-hidden': 'true' }), ' ' + row.state[1]);
      end.append(' · ', state);
    }
    // Where the words stand that are neither in the id nor in the title.
    var where = found.hits.filter(function (hit) { return hit.place > 1; }).map(function (hit) { return say('place-' + hit.place, { word: hit.word }); });
    if (where.length) end.append(make('small', where.join(', ')));
    parts.push(end);
    if (tag) parts.forEach(function (part) { if (part.tagName === 'A') part.href = row.href; });
    return parts;
  }

  // Answers only the last of several questions in a row.
  function Asker(answer) {
    var turn = 0;
    return function (text) {
      var own = ++turn;
      find(text).then(function (found) { if (own === turn) answer(found, text); }, function () {
        if (own === turn) answer({ rows: [], failed: true }, text);
      });
    };
  }
  function told(found, count) {
    return found.failed ? say('search-failed') : found.empty ? '' : !count ? say('search-none')
      : say('search-found', { count: count }) + (found.cut ? ' ' + say('search-cut') : '');
  }

  function bar() {
    var form = make('form', '', { role: 'search', 'class': 'find' });
    var name = say('search-in', { version: within });
    var input = make('input', '', { type: 'search', role: 'combobox', 'aria-label': name, 'aria-expanded': 'false', 'aria-controls': 'found', 'aria-autocomplete': 'list', autocomplete: 'off', spellcheck: 'false', placeholder: say('search') + ' /' });
    var list = make('ul', '', { id: 'found', role: 'listbox', 'aria-label': say('search-results') }), status = make('output', '', { 'class': 'visually-hidden' });
    var active = -1, options = [];
    list.hidden = true;
    form.append(input, list, status);
    link.replaceWith(form);

    function close() {
      list.hidden = true;
      input.setAttribute('aria-expanded', 'false');
      move(-1);
    }
    function move(to) {
      if (options[active]) options[active].setAttribute('aria-selected', 'false');
      active = to;
      if (to < 0) { input.removeAttribute('aria-activedescendant'); return; }
      options[to].setAttribute('aria-selected', 'true');
      options[to].scrollIntoView({ block: 'nearest' });
      input.setAttribute('aria-activedescendant', options[to].id);
    }
    function whole() { return folder + 'search.html?q=' + encodeURIComponent(input.value.trim()); }
    var ask = Asker(function (found, text) {
      list.textContent = '';
      options = [];
      active = -1;
      input.removeAttribute('aria-activedescendant');
      function offer(parts, href) {
        var option = make('li', '', { role: 'option', id: 'found-' + options.length, 'aria-selected': 'false' });
        option.append.apply(option, parts);
        // The field keeps the focus.
        option.addEventListener('mousedown', function (event) { event.preventDefault(); });
        option.addEventListener('click', function () { location.href = href; });
        option.dataset.href = href;
        options.push(option);
        list.append(option);
      }
      found.rows.slice(0, OFFERED).forEach(function (result) { offer(shown(result), result.row.href); });
      var words = told(found, found.rows.length);
      if (words) offer([make('span', found.rows.length > OFFERED ? say('search-all', { count: found.rows.length }) : words)], whole());
      status.textContent = words;
      var open = options.length > 0 && doc.activeElement === input && text === input.value;
      list.hidden = !open;
      input.setAttribute('aria-expanded', String(open));
    });
    input.addEventListener('focus', function () { begin().catch(function () {}); if (input.value.trim()) ask(input.value); });
    input.addEventListener('input', function () { ask(input.value); });
    input.addEventListener('blur', close);
    input.addEventListener('keydown', function (event) {
      var open = !list.hidden;
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        if (!open) { if (input.value.trim()) ask(input.value); return; }
        var next = active + (event.key === 'ArrowDown' ? 1 : -1);
        move(next >= options.length ? -1 : next < -1 ? options.length - 1 : next);
      } else if (event.key === 'Escape') {
        if (open) { event.preventDefault(); close(); } else if (!input.value) input.blur();
      }
    });
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      if (!list.hidden && active >= 0) location.href = options[active].dataset.href;
      else if (input.value.trim()) location.href = whole();
    });
  }

  function whole() {
    var form = make('form', '', { role: 'search', 'class': 'find' });
    var input = make('input', '', { type: 'search', 'aria-label': say('search-in', { version: within }), autocomplete: 'off', spellcheck: 'false' });
    var status = make('output', '', { 'class': 'count' }), list = make('ul', '', { 'class': 'links results' }), more = make('button', '', { type: 'button' }), waits, results = [];
    page.textContent = '';
    more.hidden = true;
    form.append(input, ' ', status);
    page.append(form, list, more);
    link.remove();

    function fill(from, to) {
      results.slice(from, to).forEach(function (result) {
        var item = make('li');
        item.append.apply(item, shown(result, 'a'));
        list.append(item);
      });
      more.hidden = results.length <= to;
      more.textContent = say('more', { all: results.length });
    }
    var ask = Asker(function (found, text) {
      list.textContent = '';
      results = found.rows;
      status.textContent = told(found, results.length);
      fill(0, LISTED);
      doc.body.classList.toggle('searched', !found.empty);
    });
    function asked() {
      ask(input.value);
      clearTimeout(waits);
      waits = setTimeout(function () {
        var text = input.value.trim();
        try { history.replaceState(history.state, '', location.pathname + (text && '?q=' + encodeURIComponent(text))); } catch (error) { /* It is found without an address. */ }
        dispatchEvent(new Event('tureen:view'));
      }, 200);
    }
    input.addEventListener('input', asked);
    form.addEventListener('submit', function (event) { event.preventDefault(); asked(); });
    more.addEventListener('click', function () {
      var at = list.children.length;
      fill(at, results.length);
      list.children[at].querySelector('a').focus();
    });
    // From the field down into the results and back.
    page.addEventListener('keydown', function (event) {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
      var stops = [input].concat(tureen.all('li > a', list)), at = stops.indexOf(doc.activeElement) + (event.key === 'ArrowDown' ? 1 : -1);
      if (!stops[at]) return;
      event.preventDefault();
      stops[at].focus();
    });
    input.value = new URLSearchParams(location.search).get('q') || '';
    if (!location.hash) input.focus();
    if (input.value) ask(input.value); else begin().catch(function () {});
  }

  if (page) whole(); else bar();
}());
