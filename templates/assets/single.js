// Tureen: the whole version in one document. Shows one page at a time, and finds pages by id and title. Without it all are there.
(function () {
  'use strict';
  var doc = document, body = doc.body, sheets = Array.prototype.slice.call(doc.querySelectorAll('.sheet')), shown = null;
  var find = doc.querySelector('.find'), input = find.querySelector('input'), list = find.querySelector('ul');
  var whole = doc.querySelector('[data-whole]'), texts = null, title = doc.title;

  function go() {
    var id = '';
    try { id = decodeURIComponent(location.hash.slice(1)); } catch (error) { id = location.hash.slice(1); }
    var target = id && doc.getElementById(id), sheet = target ? target.closest('.sheet') : sheets[0];
    if (!sheet) return;
    if (sheet !== shown) {
      if (shown) shown.classList.remove('shown');
      sheet.classList.add('shown');
      shown = sheet;
      doc.title = sheet.querySelector('h1').textContent + ' – ' + title;
      Array.prototype.forEach.call(doc.querySelectorAll('.side a'), function (link) {
        if (link.getAttribute('href') === '#' + sheet.id) link.setAttribute('aria-current', 'page');
        else link.removeAttribute('aria-current');
      });
      dispatchEvent(new Event('resize'));
    }
    if (target && target !== sheet) target.scrollIntoView(); else if (body.classList.contains('one')) scrollTo(0, 0); else sheet.scrollIntoView();
  }

  function fold(text) { return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase(); }
  function look() {
    var asked = fold(input.value).split(/\s+/).filter(Boolean), found = 0;
    list.textContent = '';
    texts = texts || sheets.map(function (sheet) {
      var kicker = sheet.querySelector('.kicker .id');
      return ((kicker ? kicker.textContent + ' ' : '') + sheet.querySelector('h1').textContent).trim();
    });
    for (var at = 0; asked.length && at < texts.length && found < 20; at++) {
      var text = fold(texts[at]);
      if (!asked.every(function (word) { return text.indexOf(word) >= 0; })) continue;
      var link = doc.createElement('a'), item = doc.createElement('li');
      link.href = '#' + sheets[at].id;
      link.textContent = texts[at];
      item.append(link);
      list.append(item);
      found++;
    }
    list.hidden = !found;
  }

  body.classList.add('one');
  find.hidden = whole.hidden = false;
  input.addEventListener('input', look);
  find.addEventListener('submit', function (event) {
    event.preventDefault();
    var first = list.querySelector('a');
    if (first) first.click();
  });
  list.addEventListener('click', function () { input.value = ''; look(); });
  find.addEventListener('keydown', function (event) {
    if (event.key === 'Escape') { input.value = ''; look(); input.focus(); }
  });
  whole.addEventListener('click', function () {
    var all = body.classList.toggle('one');
    whole.setAttribute('aria-pressed', String(!all));
    go();
  });
  addEventListener('hashchange', go);
  go();
}());
