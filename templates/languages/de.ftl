### Was die Seite selbst sagt, auf Deutsch. Die Meldungen und ihre Lücken sind dieselben wie in en.ftl.

## Frame: what stands around every page

base-skip = Zum Inhalt
base-sections = Abschnitte
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
