// Tureen: what a page gains when scripts may run. Everything here is an addition; each page reads without it.
// This file holds what all scripts share, the version switcher and the keys; tables.js and search.js the rest.
(function () {
  'use strict';
  var doc = document, body = doc.body, known = window.TUREEN_VERSIONS, words = window.TUREEN_WORDS || {};

  function all(selector, within) { return Array.prototype.slice.call((within || doc).querySelectorAll(selector)); }
  function make(tag, text, attributes) {
    var node = doc.createElement(tag);
    if (text) node.textContent = text;
    for (var name in attributes || {}) node.setAttribute(name, attributes[name]);
    return node;
  }
  // Texts are compared without case and accents.
  function fold(text) { return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase(); }
  // What the scripts say stands in words.js, written from the messages `script-…` of the site's language.
  var plural = new Intl.PluralRules(doc.documentElement.lang || 'en');
  function join(part, holes) {
    if (Array.isArray(part)) return part.map(function (part) { return join(part, holes); }).join('');
    if (typeof part === 'string') return part.replace(/\{(\w+)\}/g, function (_, hole) { return holes[hole]; });
    var value = holes[part.hole], of = part.of;
    return join(of[value] || of[typeof value === 'number' ? plural.select(value) : '*'] || of['*'], holes);
  }
  function say(name, holes) { return join(words[name] || name, holes || {}); }
  window.Tureen = { all: all, make: make, fold: fold, say: say, fit: fit };

  // Version switcher: the other versions of the page being read, from versions.js beside all versions.
  function versions() {
    var here = body.dataset.version, page = body.dataset.page, root = body.dataset.root;
    var list = doc.querySelector('.switch ul');
    if (!known || root === undefined || !list) return;
    var own = -1;
    known.versions.forEach(function (version, at) { if (version.dir === (here || body.dataset.later)) own = at; });
    if (here && own < 0) return;

    function lacks(at) { return here && ((known.absent || {})[page] || []).indexOf(at) >= 0; }
    function address(at) {
      return root + encodeURI(known.versions[at].dir) + '/' + (!here || lacks(at) ? 'index.html' : encodeURI(page) + location.search + location.hash);
    }
    function fill() {
      list.textContent = '';
      known.versions.forEach(function (version, at) {
        var link = make('a', '', here && at === own ? { href: address(at), 'aria-current': 'page' } : { href: address(at) });
        link.append(make('span', version.name, { 'class': 'version' }));
        link.append(make('small', lacks(at) ? say('switch-lacks') : version.released ? version.date : say('switch-open')));
        var item = make('li');
        item.append(link);
        list.append(item);
      });
      var item = make('li');
      item.append(make('a', say('switch-all'), { href: root + 'index.html' }));
      list.append(item);
    }
    fill();
    superseded();
    if (!here) return;
    addEventListener('hashchange', fill);
    addEventListener('tureen:view', fill);

    // Links that only the whole site can answer: this record over all versions, this version against its neighbour.
    all('[data-across]').forEach(function (slot) {
      var link = slot.matches('a') ? slot : slot.querySelector('a'), previous = known.versions[own].previous, to = '';
      if (slot.dataset.across === 'history' && body.dataset.record) to = 'history/' + body.dataset.record + '.html';
      if (slot.dataset.across === 'archive' || slot.dataset.across === 'single') to = known.versions[own][slot.dataset.across] || '';
      if (slot.dataset.across === 'compare' && previous) to = 'compare/' + previous + '..' + here + '.html';
      if (!to) return;
      link.href = root + encodeURI(to);
      slot.hidden = false;
    });

    // A release that is not the newest says so, and a comparison whose later side is none.
    function superseded() {
      var newest = known.versions.findIndex(function (version) { return version.released; });
      var notice = doc.querySelector('.superseded');
      if (!notice || own < 0 || newest < 0 || newest === own || !known.versions[own].released) return;
      var name = known.versions[newest].name, of = known.versions[newest].date;
      notice.append(make('strong', say('superseded')), ' ' + say('superseded-says', { version: known.versions[own].name }) + ' ');
      var holes = { version: name, date: of }, to = !here || lacks(newest) ? say('superseded-by', holes) : say('superseded-page', holes);
      notice.append(make('a', to, { href: address(newest) }), '.');
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

  // Keys: "/" to the search field, Escape and a click elsewhere close the switcher. Buttons that print.
  function keys() {
    var menu = doc.querySelector('.switch');
    doc.addEventListener('keydown', function (event) {
      var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
      var search = doc.querySelector('form.find input');
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
  keys();
  fit();
  addEventListener('resize', fit);
}());
