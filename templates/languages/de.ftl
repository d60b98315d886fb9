### Was die Seite selbst sagt, auf Deutsch. Die Meldungen und ihre Lücken sind dieselben wie in en.ftl.

## Frame: what stands around every page

base-skip = Zum Inhalt
base-sections = Abschnitte
base-search = Suche
base-print = Drucken
base-all-versions = Alle Versionen
base-choose = Version { $version }, andere wählen
base-choose-any = Alle Versionen, eine wählen
base-no-release = nicht freigegeben
base-not-released = NICHT FREIGEGEBEN
base-release-state = Freigabestatus
base-not-released-says = Diese Seiten zeigen { $tree ->
    [yes] den Arbeitsstand
   *[no] { $version }
  }{ $changed ->
    [yes] , seit seinem Commit geändert
   *[no] {""}
  }, Stichtag { $date }. Sie sind keine Freigabe.
base-commit = Commit { $commit }
base-as-of = Stichtag { $date }
base-no-claim = Tureen sagt nichts über Konformität, Validierung oder Sicherheit aus. Diese Seiten zeigen, was in den Einträgen steht, was fehlt und wer es geschrieben hat.

## Sections

nav-home = Übersicht
nav-matrices = Matrizen
nav-changes = Änderungen
nav-changes-since = Änderungen seit { $version }
nav-findings = Befunde
nav-provenance = Herkunft
nav-versions = Versionen
nav-soups = SOUP × Freigabe
nav-compare = Vergleichen

## Kinds of record, many

kinds-item = Softwarekomponenten
kinds-soup = SOUP-Liste
kinds-tool = Werkzeuge
kinds-requirement = Anforderungen
kinds-risk = Risiken
kinds-control = Risikobeherrschung
kinds-verification = Verifizierung
kinds-anomaly-review = Anomaliebewertungen
kinds-change = Änderungsaufzeichnungen
kinds-problem = Problemberichte
kinds-document = Dokumente
kinds-release = Freigaben
kinds-waiver = Ausnahmegenehmigungen

## Scripts: handed to them in words.js, without `script-`

script-filter = Filtern
script-filter-of = { $name } filtern
script-sort-by = Nach { $name } sortieren
script-shown = { $shown } von { $all } angezeigt
script-shown-first = { $kept } von { $all } passen, die ersten { $shown } werden angezeigt
script-more = Alle { $all } anzeigen
script-csv = CSV der angezeigten Zeilen
script-view = Link auf diese Ansicht
script-copied = Die Adresse dieser Ansicht ist kopiert.
script-rows = Zeilen
script-class = Klasse
script-state = Status
script-level = Stufe
script-state-fresh = keine Befunde
script-state-stale = überholt
script-state-missing = Befunde
script-state-waived = ausgenommen
script-state-na = nicht anwendbar
script-level-error = Fehler
script-level-warning = Warnungen
script-level-note = Hinweise
script-search = Suche
script-search-in = { $version } durchsuchen
script-search-results = Treffer
script-search-found = { $count } Treffer
script-search-all = Alle { $count } Treffer
script-search-none = Nichts gefunden.
script-search-cut = Viele Wörter beginnen so: Mehr davon eingeben, um alle zu sehen.
script-search-failed = Der Index lässt sich nicht laden; er liegt in data/search neben diesen Seiten.
script-place-2 = bekannt als { $word }
script-place-3 = Feld: { $word }
script-place-4 = Text: { $word }

## Trace

trace-name-source = Risiken und Maßnahmen
trace-name-risk = Ursachen, Maßnahmen und ihr Nachweis
trace-name-proof = Von der Ursache zum Nachweis
trace-name-change = Woraus er folgt und wozu er führt
trace-above = Wozu es dient
trace-below = Was daraus folgt
trace-again = wie oben
trace-table = Kettentabelle
trace-cut = Bei { $count } der Einträge folgt mehr, als diese Seite fasst; alles steht in der { $table }.
trace-no-risk = kein Risiko
trace-no-cause = keine Ursache
trace-no-control = keine Maßnahme
trace-no-requirement = keine Anforderung
trace-no-verification = keine Verifizierung
trace-no-own-verification = Maßnahme selbst nicht verifiziert
trace-no-purpose = dient nichts
trace-waived = ausgenommen durch { $by }
trace-why-external = außerhalb der Software
trace-why-information = Sicherheitsinformation
trace-why-class-a = in Klasse A nicht gefordert
trace-why-level = Ausgangsrisiko: { $level }
trace-why-rationale = Begründung liegt vor
trace-why-not-asked = keine geltende Regel fordert es
trace-picture = Die Kette von oben als Bild, von links nach rechts
trace-caption = Dasselbe als Bild. Gestrichelt: eine Lücke, die eine Regel meldet. Gepunktet: dort ist nichts gefordert, oder es ist ausgenommen.
trace-part = Hier gezeigt: { $shown } von { $count } Einträgen; die Liste darüber geht weiter.
trace-column-report = Meldung, Bewertung
trace-column-change = Änderung
trace-column-source = SOUP oder Einheit
trace-column-risk = Risiko
trace-column-control = Maßnahme
trace-column-requirement = Anforderung
trace-column-verification = Verifizierung
trace-result = Ergebnis

## Chain

chain-title = Von der Gefährdungssituation zur verifizierten Maßnahme
chain-how = eine beliebige Zeile nehmen und ihr folgen
chain-rows = Zeilen
chain-situation = Gefährdungssituation
chain-cause = SOUP oder Einheit, und Ursache
chain-control = Maßnahme zur Risikobeherrschung
chain-requirement = Anforderung
chain-verification = Verifizierung
chain-result = Ergebnis
chain-none = Es gibt keinen Risikodatensatz.
chain-lead = { $risks ->
    [one] Ein Risiko
   *[other] { $risks } Risiken
  } in { $rows ->
    [one] einer Zeile
   *[other] { $rows } Zeilen
  }, Stand { $date }: { $open ->
    [0] keine Zeile hat eine Lücke, die eine Regel meldet
    [one] eine Zeile hat eine Lücke, die eine Regel meldet
   *[other] { $open } Zeilen haben eine Lücke, die eine Regel meldet
  }, { $waived ->
    [one] eine ist ausgenommen
   *[other] { $waived } sind ausgenommen
  }, in { $justified ->
    [one] einer
   *[other] { $justified }
  } fehlt, was nicht gefordert ist.
chain-states = missing=Lücken;stale=überholt;waived=ausgenommen;na=nichts gefordert;fresh=vollständig
chain-gaps = Lücken, die eine Regel meldet
chain-parts = Teile der Tabelle
chain-part = Teil { $part } von { $parts }.
chain-all = Alle Teile und alle Lücken
chain-more = Und { $count } weitere, in den Teilen darunter.
chain-folded = { $count } weitere Wege zum Nachweis
chain-part-risks = Risiken
chain-part-rows = Zeilen
chain-part-open = Lücken
chain-part-waived = Ausgenommen
chain-part-justified = Nicht gefordert

## Pictures

versions-over-time = Im Lauf der Zeit
versions-count-errors = Fehler
versions-count-warnings = Warnungen
versions-count-notes = Hinweise
versions-count-stale = überholt
versions-count-waived = ausgenommen
versions-count-soups = SOUP
versions-count-moved = gewechselt
versions-count-added = neu
versions-count-removed = entfallen
versions-version = Version
versions-date = Datum
versions-unreleased = nicht freigegeben
versions-findings = Offene Befunde
versions-moves = SOUP gegenüber der Version davor
versions-caption = Die älteste Version steht links. Jede wird nach ihren eigenen Regeln und zu ihrem eigenen Stichtag beurteilt; die Säulen zählen, was offen ist, und bewerten nichts.
versions-numbers = Die Zahlen
classes-class = Klasse { $class }
classes-of-items = Software-Einheiten
classes-of-soup = SOUP

## Search page

search-title = Suche
search-lead = { $count ->
    [one] { $count } Eintrag
   *[other] { $count } Einträge
  } von { $version } und die Seiten darüber: nach Kennung, Titel, Paket, CVE, Abschnitt, Feld oder jedem Wort.
search-needs-script = Die Suche braucht ein Skript, das hier nicht läuft. Unten stehen alle Kennungen nach Art; die Listen der einzelnen Arten sagen mehr.
search-in-a-list = { $count } in einer Liste mit Zustand
search-no-id = ohne Kennung
search-kind-item = Software-Einheit
search-kind-soup = SOUP
search-kind-tool = Werkzeug
search-kind-requirement = Anforderung
search-kind-risk = Risiko
search-kind-control = Maßnahme zur Risikobeherrschung
search-kind-verification = Verifizierung
search-kind-anomaly-review = Anomalie-Bewertung
search-kind-change = Änderung
search-kind-problem = Problembericht
search-kind-document = Dokument
search-kind-release = Freigabe
search-kind-waiver = Ausnahme
search-kind-page = Seite
