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
base-on-this-page = Auf dieser Seite
base-the-work-tree = dem Arbeitsstand

## Sections

nav-home = Übersicht
nav-matrices = Matrizen
nav-changes = Änderungen
nav-changes-since = Änderungen seit { $version }
nav-findings = Befunde
nav-provenance = Herkunft
nav-guide = Leitfaden
nav-print = Ganze Akte
nav-versions = Versionen
nav-soups = SOUP × Freigabe
nav-compare = Vergleichen

## Kinds of record, many

kinds-item = Software-Komponenten
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

## Versions, at the root

versions-work-tree = der Arbeitsstand
versions-as-of = Stichtag
versions-commit = Commit
versions-records = Einträge
versions-compared = Gegen die vorige
versions-newest = neueste Freigabe
versions-first = erste in dieser Liste
versions-waived = { $count } ausgenommen
versions-releases = { $count ->
    [one] Eine Freigabe.
   *[other] { $count } Freigaben.
  }
versions-releases-and = { $count ->
    [one] Eine Freigabe und { $open }.
   *[other] { $count } Freigaben und { $open }.
  }
versions-newest-is = Die neueste Freigabe ist { $version } vom { $date }: { $counts }, Stichtag { $day }.
versions-reading = Wie diese Seiten zu lesen sind
versions-reading-says = Jede Version ist ein Ordner, der in sich vollständig ist: Er kann allein kopiert, gepackt oder gedruckt werden. Verweise, Tabellen und Zustände kommen ohne Skript aus. Ausgangspunkt ist die Übersicht einer Version; über alle Versionen hinweg zeigt die Website:
versions-to-soups = welche Version jeder SOUP in welcher Freigabe steckt
versions-to-compare = was sich zwischen zwei Versionen unterscheidet

## SOUP × release

soups-lead = { $count } SOUP in { $versions ->
    [one] einer Version
   *[other] { $versions } Versionen
  }; eine fett gesetzte Version ist eine andere als in der Spalte davor.
soups-no-version = keine Version
soups-none = Es gibt keine SOUP.

## Compare

compare-heading = Zwei Versionen vergleichen
compare-lead = { $count ->
    [one] Ein Vergleich liegt fertig vor. Alle anderen Paare vergleicht ein Skript hier im Browser.
   *[other] { $count } Vergleiche liegen fertig vor. Alle anderen Paare vergleicht ein Skript hier im Browser.
  }
compare-from = Von
compare-to = Bis
compare-later-open = NICHT FREIGEGEBEN: Die spätere der beiden Versionen ist keine Freigabe.
compare-facts = Commit { $commit }, Stichtag { $date }, { $records ->
    [one] ein Eintrag
   *[other] { $records } Einträge
  }
compare-made = Liegt fertig vor
compare-made-says = Diese Vergleiche sagen auch, was eine Änderung bedeutet: welche Nachweise nicht mehr gelten, welche Befunde kamen und gingen, was noch zu tun ist.
compare-one = Es gibt nur eine Version, mit nichts zu vergleichen.
base-open-among = Unter den gezeigten Versionen ist { $version }, Stichtag { $date }. Das ist keine Freigabe.
base-open-later = Die spätere Version ist { $version }, Stichtag { $date }. Das ist keine Freigabe.

## History of a record

history-title = { $id } { $title }, Verlauf
history-kicker = { $id } über alle Versionen · { $kind }
history-all = In jeder Version, von { $first } bis { $last }.
history-since = In jeder Version seit { $first }.
history-gaps = Seit { $first }, nicht in jeder Version.
history-until = Von { $first } bis { $last } und seither in keiner Version.
history-never = Der Eintrag hat sich nie geändert.
history-changed = { $count ->
    [one] Geändert in einer Version, { $newest }: { $fields }.
   *[other] Geändert in { $count } Versionen, zuletzt in { $newest }: { $fields }.
  }
history-fields = { $count ->
    [one] insgesamt eine Feldänderung
   *[other] insgesamt { $count } Feldänderungen
  }
history-shallow = Dieser Klon ist flach: Frühere Versionen und Commits sind hier nicht bekannt.
history-picture = Wie { $id } in jeder von { $count } Versionen stand, ab { $first }; dasselbe steht darunter in Worten
history-over = Über alle Versionen
history-marks = Ein Zeichen je Version:
history-mark-changed = der Eintrag ist neu oder geändert
history-when = Was sich wann geändert hat
history-same-until = unverändert bis { $version }
history-first = erste Version mit diesem Eintrag
history-first-as = erste Version mit diesem Eintrag, als { $version }
history-back = wieder da
history-gone = nicht mehr da
history-absent = nicht vorhanden
history-edited = geändert
history-untouched = nicht bearbeitet
history-rewritten = anders geschrieben, mit demselben Inhalt
history-unreadable = nicht als Eintrag lesbar: { $reason }
history-readable = wieder lesbar; zuvor: { $reason }
history-kind = Art { $step }
history-file = Datei verschoben: { $step }
history-class = beurteilt nach Klasse { $step }
history-text = Text geändert: { $link }
history-text-words = der Wortlaut
history-more = und { $count } weitere
history-stood = Zustand { $step }
history-approval = { $name } am { $date }
history-approved = genehmigt von { $now }
history-approved-anew = genehmigt von { $now }, zuvor von { $was }
history-unapproved = nicht mehr genehmigt, zuvor von { $was }
history-added = { $field }: { $value } hinzugefügt
history-removed = { $field }: { $value } entfernt
commits-first-in = zuerst in { $version }

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
script-switch-lacks = Seite nicht in dieser Version
script-switch-open = nicht freigegeben
script-switch-all = Alle Versionen
script-superseded = ABGELÖST
script-superseded-says = { $version } ist nicht die neueste Freigabe:
script-superseded-by = { $version } vom { $date }
script-superseded-page = diese Seite in { $version } vom { $date }
script-compare-added = { $count } hinzugefügt
script-compare-removed = { $count } entfernt
script-compare-modified = { $count } geändert
script-compare-moved = { $count ->
    [one] eine Datei verschoben
   *[other] { $count } Dateien verschoben
  }
script-compare-nothing = Kein Eintrag unterscheidet sich.
script-compare-lacks = Im Browser zusammengesetzt aus dem, was jede Version gegenüber der vorigen bringt. Nicht gezeigt: welche Nachweise warum nicht mehr gelten, welche Befunde kamen und gingen und was noch zu tun ist; das sagt `{ $command }`.
script-compare-soup = SOUP mit anderer Version
script-compare-record = Eintrag
script-compare-new = nicht verwendet
script-compare-gone = nicht mehr verwendet
script-compare-no-version = keine Version
script-compare-none = Keine.
script-compare-stands = Nicht bearbeitet, anderer Zustand
script-compare-findings = { $count ->
    [one] 1 Befund
   *[other] { $count } Befunde
  }
script-compare-waived = { $count } ausgenommen
script-compare-notes = { $count ->
    [one] 1 Hinweis
   *[other] { $count } Hinweise
  }
script-compare-field-added = hinzugefügt
script-compare-field-removed = entfernt
script-compare-unreadable = nicht als Eintrag lesbar: { $reason }
script-compare-readable = wieder lesbar
script-compare-kind = Art
script-compare-file = Datei verschoben:
script-compare-class = beurteilt nach Klasse
script-compare-text = Text geändert
script-compare-stood = Zustand
script-compare-same = Bitte zwei verschiedene Versionen wählen.
script-compare-unknown = Eine der beiden Versionen in der Adresse gibt es auf dieser Website nicht.
script-compare-failed = { $file } kann nicht geladen werden: Der Ordner compare/data gehört neben diese Seite.
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
trace-above-served = Wozu es dient
trace-above-source = Woraus es folgt
trace-below = Was daraus folgt
trace-again = wie oben
trace-table = Kettentabelle
trace-cut = Bei { $count } der Einträge folgt mehr, als diese Seite fasst; alles steht in der { $table }.
trace-no-risk = kein Risiko
trace-no-cause = keine Ursache
trace-no-control = keine Maßnahme
trace-no-requirement = keine Anforderung
trace-no-verification = keine Verifizierung
trace-no-own-verification = Maßnahme nicht verifiziert
trace-no-purpose = dient nichts
trace-waived = ausgenommen mit { $by }
trace-why-external = außerhalb der Software
trace-why-information = Sicherheitsinformation
trace-why-class-a = in Klasse A nicht gefordert
trace-why-level = Ausgangsrisiko: { $level }
trace-why-rationale = Begründung liegt vor
trace-why-not-asked = keine geltende Regel fordert es
trace-picture = Die Kette von oben als Bild, von links nach rechts
trace-caption = Dasselbe als Bild.
trace-dashed = Gestrichelt: eine Lücke, die eine Regel meldet.
trace-dotted = Gepunktet: eine Lücke mit ihrer Begründung.
trace-part = Hier gezeigt: { $shown } von { $count } Einträgen; die Liste darüber geht weiter.
trace-column-report = Meldung, Bewertung
trace-column-change = Änderung
trace-column-source = SOUP oder Komponente
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
chain-cause = SOUP oder Komponente, und Ursache
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
    [0] keine ist ausgenommen
    [one] eine ist ausgenommen
   *[other] { $waived } sind ausgenommen
  }, { $justified ->
    [0] keine hat eine mit Begründung daneben
    [one] eine hat eine Lücke mit Begründung daneben
   *[other] { $justified } haben eine Lücke mit Begründung daneben
  }.
chain-states = missing=Lücken;stale=überholt;waived=ausgenommen;na=begründete Lücken;fresh=vollständig
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
chain-part-justified = Begründet

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
classes-of-items = Software-Komponenten
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

## Due

due-title = Fällig
due-lead = Zum Stichtag { $date }: { $near } binnen 90 Tagen fällig, davon { $overdue } überfällig.
due-settings = gezählt wie in den Regeln: { $vulnerability } Tage zwischen Anomalieprüfungen und { $full } zwischen vollständigen Prüfungen, wenn das SOUP nichts anderes sagt, { $grace } Tage Nachfrist, { $triage } zur Ersteinschätzung, { $decision } zur Entscheidung
due-overdue = Überfällig
due-within-30 = Binnen 30 Tagen
due-within-60 = Binnen 60 Tagen
due-within-90 = Binnen 90 Tagen
due-later = Später
due-undated = Ohne Tag
due-answered = Beendet, mit Plan
due-about-overdue = Der letzte rechtzeitige Tag ist vorbei, die Nachfrist eingerechnet.
due-about-within-30 = Ab dem Stichtag; was in seiner Nachfrist liegt, steht auch hier.
due-about-within-60 = In 31 bis 60 Tagen.
due-about-within-90 = In 61 bis 90 Tagen.
due-about-later = Nach mehr als 90 Tagen.
due-about-undated = Etwas steht aus, und nichts Geschriebenes sagt, bis wann.
due-about-answered = Die Unterstützung ist beendet, und der Datensatz sagt, was daraus folgt. Zählt nicht als überfällig.
due-head-record = Datensatz
due-head-title = Titel
due-head-what = Was
due-head-day = Tag
due-head-owner = Zuständig
due-head-counted = Gezählt ab
due-head-state = Befund
due-what-anomaly-review = Anomalieprüfung
due-what-full-review = vollständige Prüfung
due-what-end-of-support = Unterstützung endet
due-what-revisit = zurückgestellte Änderung wieder vorlegen
due-what-decision = Änderung zu entscheiden
due-what-triage = Anomalie einzuschätzen
due-what-waiver = Ausnahme endet
due-today = heute
due-in-days = { $days ->
    [one] morgen
   *[other] in { $days } Tagen
 }
due-days-ago = { $days ->
    [one] gestern
   *[other] vor { $days } Tagen
 }
due-grace = in der Nachfrist bis { $date }
due-no-day = kein Tag
due-no-owner = niemand benannt
due-no-rule = überfällig
due-in-time = keiner
due-waived = ausgenommen
due-from-approval = Freigabe des Datensatzes
due-from-request = Antrag
due-counted = { $from } vom { $date }, plus { $days } Tage
due-since = { $from } vom { $date }
due-never = noch keine datierte Prüfung
due-nothing = kein Tag vermerkt
due-several = { $count } Datensätze
due-chips = missing=Befunde;waived=ausgenommen;fresh=keiner
due-none = Nichts in diesen Datensätzen ist bis zu einem Tag gefordert.

## Anomalies

anomalies-title = Anomalien
anomalies-lead = { $known } bekannt zum Stichtag { $date }: { $open } offen, davon { $listed } als Restanomalie gelistet.
anomalies-governs = es gilt der neueste Eintrag einer gültigen Prüfung; dass eine spätere Prüfung eine Anomalie nicht nennt, schließt nichts
anomalies-score-no-risk = eine Bewertungszahl ist ein Schweregrad, kein Risiko
anomalies-known = bekannt
anomalies-open = offen
anomalies-untriaged = nicht eingeschätzt
anomalies-kev = bekannt ausgenutzt
anomalies-listed = offen und gelistet
anomalies-residual = Restanomalien
anomalies-unresolved = Ungelöste Anomalien, wie eine Einreichung sie darstellt
anomalies-all = Alle bekannten Anomalien
anomalies-problems = Problemberichte
anomalies-lists = Offene Anomalien gegen die Liste von { $lists }.
anomalies-no-release = Es gibt keine Freigabeaufzeichnung, die sie auflisten könnte.
anomalies-none-open = Keine Anomalie ist als offen verzeichnet.
anomalies-none = Keine Anomalie ist in einer gültigen Prüfung verzeichnet. Das ist eine Aussage der Prüfungen, nicht der Welt.
anomalies-no-problems = Es gibt keinen Problembericht.
anomalies-about-unresolved = Je Anomalie: Beschreibung, wie sie gefunden wurde und, soweit verzeichnet, ihre Ursache, ihre Auswirkung, was daraus wurde und warum sie belassen wird. Was nicht verzeichnet ist, erscheint als Lücke.
anomalies-reviews = { $count ->
    [one] Die Prüfung, aus der dies stammt
   *[other] Die { $count } Prüfungen, aus denen dies stammt
 }
anomalies-stray = { $anomaly } von { $soup } ist in { $release } gelistet und nicht offen.
anomalies-head-anomaly = Anomalie
anomalies-head-description = Beschreibung
anomalies-head-soup = SOUP
anomalies-head-condition = Zustand
anomalies-head-listed = Liste der Restanomalien
anomalies-head-relevance = Sicherheitsrelevanz
anomalies-head-rationale = Bewertung
anomalies-head-found = Wie gefunden
anomalies-head-cause = Ursache
anomalies-head-effect = Auswirkung auf Sicherheit und Wirksamkeit
anomalies-head-outcome = Ergebnis
anomalies-head-leaving = Grund, sie zu belassen
anomalies-head-days = Offen seit
anomalies-affected = betroffen: { $range }
anomalies-head-score = Bewertungszahl, Ausnutzung
anomalies-head-review = Maßgebliche Prüfung
anomalies-head-since = Bekannt seit
anomalies-chips = missing=offen;fresh=erledigt
anomalies-head-problem = Bericht
anomalies-head-title = Titel
anomalies-head-criticality = Kritikalität
anomalies-head-affects = Betrifft
anomalies-head-disposition = Erledigung
anomalies-is-listed = gelistet
anomalies-not-listed = nicht gelistet
anomalies-no-list = keine Liste
anomalies-no-condition = kein Zustand
anomalies-not-said = nicht verzeichnet
anomalies-no-field = kein Feld
anomalies-see-review = falls verzeichnet, im Text von { $review }
anomalies-no-reason = kein Grund verzeichnet
anomalies-undecided = keine Entscheidung
anomalies-undated = kein Tag
anomalies-disputed = von den Herstellern bestritten
anomalies-days = { $days ->
    [one] ein Tag
   *[other] { $days } Tage
 }
anomalies-no-disposition = keine Erledigung
anomalies-residual-instead = als Restanomalie gelistet

## Clauses

clauses-title = Normabschnitte
clauses-lead = { $count } Regelwerke in Gebrauch, beurteilt zum Stichtag { $date }: jeder Abschnitt mit den Regeln, die auf ihn achten, und den Datensätzen, die ihn beantworten.
clauses-own-words = Titel und Zusammenfassungen sind unsere eigenen Worte; was verlangt ist, sagt allein die Norm
clauses-how = Wie dies zu lesen ist
clauses-limits = Ein Abschnitt mit Befunden erscheint als Lücke. „Keine Befunde“ heißt, dass die Regeln, die auf einen Abschnitt achten, an diesem Tag zu diesen Datensätzen nichts gemeldet haben; es heißt nicht, dass der Abschnitt erfüllt ist. Wo keine Regel auf einen Abschnitt achtet, müssen Menschen zeigen, was es dazu gibt.
clauses-ruleset-lead = { $name }: { $count } Abschnitte, die eine SOUP-Akte betreffen, { $gaps } davon mit offenen Befunden zum Stichtag { $date }.
clauses-all = Alle Abschnitte
clauses-gaps = Lücken
clauses-rules = beachtet von
clauses-head-ruleset = Regelwerk
clauses-head-about = Worum es geht
clauses-head-edition = Ausgabe
clauses-head-clauses = Abschnitte
clauses-head-answered = Keine Befunde
clauses-head-gaps = Lücken
clauses-head-waived = Ausgenommen
clauses-head-people = Für Menschen
clauses-head-na = Hier nicht gefragt
clauses-head-clause = Abschnitt
clauses-head-asks = Verlangt
clauses-head-classes = Klassen
clauses-head-rules = Regeln
clauses-head-records = Datensätze
clauses-head-findings = Befunde
clauses-head-stands = Zustand
clauses-head-record = Datensatz
clauses-head-title = Titel
clauses-head-kind = Art
clauses-head-class = Klasse
clauses-chips = missing=Lücken;waived=ausgenommen;fresh=keine Befunde;na=für Menschen oder nicht gefragt
clauses-off = aus: nicht unter den Regelwerken in tureen.toml
clauses-stands-gap = Lücken
clauses-stands-waived = ausgenommen
clauses-stands-answered = keine Befunde
clauses-stands-people = von Menschen zu zeigen
clauses-stands-na = hier von nichts verlangt
clauses-findings = { $count ->
    [one] ein Befund
   *[other] { $count } Befunde
 }
clauses-count-waived = { $count } ausgenommen
clauses-records = { $count ->
    [one] ein Datensatz
   *[other] { $count } Datensätze
 }
clauses-evidence = Nachweis vorhanden
clauses-no-findings = keine Befunde
clauses-classes = Klassen { $classes }
clauses-as-of = zum Stichtag { $date }
clauses-answered-by = Nachweis vorhanden
clauses-pages = siehe
clauses-silent = dort nichts geschrieben
clauses-reasoned = nicht anwendbar
clauses-not-asked = nicht gefragt
clauses-class-reach = der Klasse wegen: verlangt für die Klassen { $classes }
clauses-no-cause = es ist begründet, warum sein Versagen zu keiner Gefährdungssituation beitragen kann
clauses-has-risks = statt dessen sind seine Risiken verzeichnet
clauses-no-separation = keine Trennung senkt seine Klasse
clauses-no-such-record = kein Datensatz hier ist von einer Art, für die es verlangt ist
clauses-looked-after = beachtet
clauses-for-people = keine Regel achtet darauf, und kein Teil eines Datensatzes ist dafür da: von Menschen zu zeigen
clauses-for-people-records = keine Regel achtet darauf: ob die Datensätze genug sagen, müssen Menschen zeigen
clauses-waived = ausgenommen
clauses-waived-by = ausgenommen durch
clauses-waived-until = Freigabe verzeichnet als { $by }, bis { $date }
clauses-at-release = nur bei einem Release gefragt
clauses-cannot-tell = ohne Historie nicht zu beurteilen

## Approvals

approvals-title = Freigaben
approvals-lead = { $recorded } von { $live } gültigen Datensätzen nennen zum Stichtag { $date } eine freigebende Person und einen Tag; { $stale } davon haben sich danach in Maßgeblichem geändert.
approvals-no-signature = eine Freigabe ist eine Aussage in einer Datei; ob sie eine Unterschrift ist, sagen Ihre Verfahren
approvals-no-history = Was git zeigt, wurde nicht oder nicht ganz beurteilt: hier fehlt Historie.
approvals-live = gültige Datensätze
approvals-recorded = verzeichnet
approvals-stale = seither geändert
approvals-missing = nicht verzeichnet
approvals-uncommitted = nicht eingecheckt
approvals-signed = in signierten Commits
approvals-version = Diese Version
approvals-kinds = Nach Art der Datensätze
approvals-exceptions = Gültige Datensätze ohne bestehende Freigabe
approvals-no-exceptions = Keine: jeder gültige Datensatz nennt eine freigebende Person und einen Tag, und keine überholte Freigabe wurde gefunden.
approvals-changes = Änderungen seit dem vorigen Release: vor der Umsetzung freigegeben?
approvals-no-moves = Kein SOUP wurde seit dem vorigen Release bewegt, oder es gibt keines.
approvals-limits = Was git zeigen kann, und die Grenzen davon
approvals-limits-link = Was git zeigen kann, und die Grenzen davon
approvals-kind-title = Freigaben: { $kind }
approvals-kind-lead = { $recorded } von { $live } gültigen Datensätzen nennen zum Stichtag { $date } eine freigebende Person und einen Tag.
approvals-head-kind = Art
approvals-head-live = Gültig
approvals-head-recorded = Verzeichnet
approvals-head-stale = Seither geändert
approvals-head-uncommitted = Nicht eingecheckt
approvals-head-partial = Name oder Tag fehlt
approvals-head-missing = Niemand verzeichnet
approvals-head-signed = Commit signiert
approvals-head-between = Eingecheckt
approvals-head-record = Datensatz
approvals-head-title = Titel
approvals-head-by = Freigabe verzeichnet als
approvals-head-on = Am
approvals-head-commit = Festgehalten durch Commit
approvals-head-author = Autor
approvals-head-committer = Committer, falls anders
approvals-head-committed = Eingecheckt am
approvals-head-signature = Signatur
approvals-head-stands = Zustand
approvals-head-soup = SOUP
approvals-head-move = Von → nach
approvals-head-change = Änderungsdatensatz
approvals-head-order = Reihenfolge
approvals-head-git = Git kann zeigen
approvals-head-limit = Grenze
approvals-stands-missing = nicht verzeichnet
approvals-stands-partial = Name oder Tag fehlt
approvals-stands-stale = seither geändert
approvals-stands-uncommitted = nicht eingecheckt
approvals-stands-recorded = verzeichnet
approvals-chips = missing=nicht verzeichnet;stale=geändert oder nicht eingecheckt;fresh=verzeichnet
approvals-nobody = niemand
approvals-undated = kein Tag
approvals-unknown = nicht in diesem Klon
approvals-present = vorhanden, nicht geprüft
approvals-absent = keine
approvals-none = keine
approvals-no-change = kein Änderungsdatensatz für diesen Schritt
approvals-not-approved = keine Freigabe verzeichnet
approvals-no-commit = nicht eingecheckt oder nicht bekannt
approvals-before = an oder vor diesem Tag freigegeben
approvals-after = nach diesem Tag freigegeben
approvals-tag = Tag
approvals-untagged = keines: diese Version ist nicht freigegeben
approvals-git-content = den genauen Inhalt eines Stands: Commit und Tree
approvals-limit-content = Unversehrtheit, nicht Urheberschaft
approvals-git-who = wer: Autor und Committer, und ob der Commit signiert ist
approvals-limit-who = Namen sind selbst angegeben, wenn nicht signiert; welcher Person ein Schlüssel gehört, regelt das Verfahren des Herstellers
approvals-git-when = wann: die Daten von Autor, Committer und Tagger
approvals-limit-when = selbst angegeben, keine vertrauenswürdige Zeit
approvals-git-meaning = Bedeutung: approved_by und approved_on im Datensatz, Trailer wie Reviewed-by
approvals-limit-meaning = eine Aussage; ob sie eine rechtliche Unterschrift ist, hängt von den Verfahren des Herstellers ab
approvals-git-review = Prüfung: Merge-Commits und Prüfaufzeichnungen im Repository
approvals-limit-review = Reviews leben auf der Plattform, nicht in git
approvals-git-history = die Historie jedes Datensatzes und den Änderungsdatensatz zu jedem Unterschied
approvals-limit-history = Historie lässt sich umschreiben, wo Branches nicht geschützt sind; gezeigt ist, was beim Erstellen erreichbar war
approvals-git-release = Freigabe eines Releases: ein annotiertes, signiertes Tag
approvals-limit-release = eine Signatur stammt von einem Schlüssel; sie ist keine elektronische Unterschrift im Sinne einer Vorschrift
approvals-signature = Signatur des Tags

## Sheets: tables that auditors and submissions ask for

sheets-gap = nicht verzeichnet
sheets-chips = missing=Lücken;stale=überholt;waived=ausgenommen;fresh=nichts fehlt
sheets-finding = Befund
sheets-no-file = nicht im Repository

sheets-risks-title = Risiken vor und nach Maßnahmen
sheets-risks-about = Schweregrad, Wahrscheinlichkeit, Stufe vor und nach Maßnahmen, Akzeptanz
sheets-risks-lead = { $count } Risiken zum Stichtag { $date }; { $gaps } davon zeigen eine Lücke.
sheets-risks-note = Die Stufen sind die, welche die Datensätze nach der eigenen Matrix des Projekts nennen. Ob ein Risiko bleiben darf, entscheidet ein Mensch; gezeigt ist, wer als Entscheider verzeichnet ist.
sheets-risks-none = Es gibt keinen Datensatz zu einem Risiko.
sheets-risks-harm = Schaden:
sheets-risks-not-evaluated = nicht bewertet
sheets-risks-no-level = keine Stufe
sheets-risks-no-control = keine Maßnahme
sheets-risks-unaccepted = keine Akzeptanz verzeichnet
sheets-risks-none-asked = keine verzeichnet, und auf dieser Stufe keine verlangt
sheets-risks-accepted = Akzeptanz verzeichnet als { $by }, { $date }
sheets-risks-head-risk = Risiko
sheets-risks-head-situation = Gefährdungssituation und Schaden
sheets-risks-head-causes = Ursachen
sheets-risks-head-initial = Stufe zuvor
sheets-risks-head-controls = Maßnahmen
sheets-risks-head-residual = Reststufe
sheets-risks-head-acceptance = Akzeptanz

sheets-segregation-title = Trennung
sheets-segregation-about = was einen Fehler aufhält, wo es eine Klasse senkt
sheets-segregation-lead = { $count } Trennungen zum Stichtag { $date }; { $gaps } davon zeigen eine Lücke.
sheets-segregation-note = Eine niedrigere Klasse zählt nur, wo alles da ist, was sie braucht; sonst gilt die Klasse, die der Datensatz erben würde.
sheets-segregation-none = Kein Datensatz beschreibt eine Trennung, und keine senkt eine Klasse.
sheets-segregation-lowered = { $class }, gesenkt von { $inherited }
sheets-segregation-head-record = Datensatz
sheets-segregation-head-class = Klasse
sheets-segregation-head-rationale = Begründung
sheets-segregation-head-mechanism = Mechanismus
sheets-segregation-head-shared = Gemeinsame Ressourcen
sheets-segregation-head-architecture = Architektur
sheets-segregation-head-evidence = Nachweis: der Fehler provoziert
sheets-segregation-head-findings = Befunde

sheets-licence-title = Lizenzen
sheets-licence-about = SPDX-Ausdruck, Text, Quelle und Änderungen je SOUP
sheets-licence-lead = { $count } SOUP zum Stichtag { $date }; { $gaps } davon zeigen eine Lücke.
sheets-licence-note = Ob eine Lizenz erlaubt, das Produkt so auszuliefern, müssen Menschen beurteilen.
sheets-licence-none = Es gibt keinen SOUP-Datensatz.
sheets-licence-not-spdx = kein SPDX-Ausdruck
sheets-licence-unmodified = nein
sheets-licence-patches = ja, { $count ->
    [one] ein Patch
   *[other] { $count } Patches
 }
sheets-licence-head-soup = SOUP
sheets-licence-head-version = Version
sheets-licence-head-licence = Lizenz
sheets-licence-head-text = Text
sheets-licence-head-source = Quelle
sheets-licence-head-modified = Verändert
sheets-licence-head-hosts = Verwendet in

sheets-support-title = Angaben zur Unterstützung
sheets-support-about = Lieferant, Kennung, Stufe und Ende der Unterstützung, Schwachstellen, Risiken, Plan
sheets-support-lead = { $count } SOUP zum Stichtag { $date }; { $gaps } davon zeigen eine Lücke.
sheets-support-note = In der Reihenfolge der Leitlinie der FDA zur Cybersicherheit und der NTIA-Mindestangaben. Urheber und Zeit dieser Daten sind Commit und Stichtag dieser Seite. Schwachstellen sind die, welche gültige Prüfungen verzeichnen; ein Scanner kann weitere kennen.
sheets-support-none = Es gibt keinen SOUP-Datensatz.
sheets-support-brought-by = { $hosts }, mitgebracht von { $soup }
sheets-support-assessed = nachgesehen { $date }
sheets-support-no-date = kein Datum angegeben
sheets-support-no-plan = keiner verzeichnet; die Unterstützung dauert an
sheets-support-none-recorded = in Prüfungen keine verzeichnet; neueste { $review } vom { $date }
sheets-support-never-reviewed = nie geprüft
sheets-support-more = und { $count } weitere
sheets-support-found = gefunden: { $how }
sheets-support-found-unknown = wie gefunden, ist nicht verzeichnet
sheets-support-no-risk = kein Risiko verknüpft
sheets-support-head-soup = SOUP
sheets-support-head-supplier = Lieferant, Version
sheets-support-head-identifier = Kennungen und Hashes
sheets-support-head-relation = Verwendet in
sheets-support-head-level = Stufe der Unterstützung
sheets-support-head-end = Ende der Unterstützung, oder warum keines angegeben werden kann
sheets-support-head-known = Bekannte Schwachstellen, und wie jede gefunden wurde
sheets-support-head-risk = Risiken und Maßnahmen
sheets-support-head-plan = Plan für das Ende der Unterstützung

sheets-ots-title = Off-the-Shelf-Software
sheets-ots-about = die Fragen der Behörde je SOUP: beantwortet, Lücke oder von Menschen zu zeigen
sheets-ots-lead = { $count } SOUP zum Stichtag { $date }; { $gaps } davon zeigen eine Lücke.
sheets-ots-note = Die Fragen der Leitlinie der FDA in ihrer Reihenfolge. Welche Dokumentationsstufe gilt, basic oder enhanced, entscheidet der Hersteller und steht in keinem Datensatz. „Beantwortet“ heißt, dass etwas verzeichnet ist, nicht dass es genügt. Was der Anwender zu tun hat, und wie falsche Versionen bei Installation und Start ferngehalten werden, hat hier kein Feld.
sheets-ots-none = Es gibt keinen SOUP-Datensatz.
sheets-ots-answered = beantwortet
sheets-ots-partly = { $there } von { $all } verzeichnet
sheets-ots-people = kein Feld: von Menschen zu zeigen
sheets-ots-enhanced = nur Stufe enhanced
sheets-ots-lacks = nicht verzeichnet: { $parts }
sheets-ots-not-applicable = nicht anwendbar
sheets-ots-no-cause = Versagen kann nicht beitragen, wie verzeichnet
sheets-ots-runs = { $passed } von { $runs } Verifizierungen bestanden
sheets-ots-stale = { $count } überholt
sheets-ots-more = und { $count } weitere
sheets-ots-part-assurance = Methoden oder Master File
sheets-ots-part-continues = Plan, wenn der Entwickler aufhört
sheets-ots-gap-title = kein Titel
sheets-ots-gap-manufacturer = kein Hersteller
sheets-ots-gap-version = keine Version
sheets-ots-gap-release-date = kein Veröffentlichungsdatum
sheets-ots-gap-fits = nicht gesagt, warum es passt
sheets-ots-gap-limitations = keine Grenzen des Entwurfs
sheets-ots-gap-hardware = keine Hardware
sheets-ots-gap-software = keine Software
sheets-ots-gap-function = kein Verwendungszweck
sheets-ots-gap-links = keine Komponente verwendet es
sheets-ots-gap-identifier = keine Kennung
sheets-ots-gap-monitoring = kein Überwachungsplan
sheets-ots-gap-updates = keine Aktualisierungsstrategie
sheets-ots-gap-requirements = keine Anforderung
sheets-ots-gap-tests = keine bestandene Verifizierung
sheets-ots-gap-sources = keine Fehlerliste genannt
sheets-ots-gap-known-problems = keine Prüfung der Fehler
sheets-ots-gap-risks = kein Risiko und kein Grund
sheets-ots-gap-assurance = kein Entwicklungsnachweis
sheets-ots-gap-continues = kein Plan
sheets-ots-head-soup = SOUP
sheets-ots-head-what = Was ist es?
sheets-ots-head-system = Worauf läuft es?
sheets-ots-head-user = Was muss der Anwender tun?
sheets-ots-head-does = Was tut es?
sheets-ots-head-works = Woher weiß man, dass es funktioniert?
sheets-ots-head-control = Wie wird es gelenkt?
sheets-ots-head-risk = Risiken
sheets-ots-head-assurance = Nachweis der Entwicklung (nur enhanced)

## Overview: its links

home-everything = Alles in dieser Version
home-more-anomalies = Und { $count } weitere offene Anomalien.
home-more-due = Und { $count } weitere, die fällig sind.
home-about-approvals = wer als freigebend verzeichnet ist, was git davon zeigt, und die Grenzen
home-about-provenance = Tag, Commit, Werkzeug, und wie zu prüfen

## What rows of tables are called

nouns-entries = Einträge
nouns-rows = Zeilen
nouns-kinds = Arten
nouns-records = Datensätze
nouns-moves = Schritte
nouns-rulesets = Regelwerke
nouns-clauses = Abschnitte

## Forecast

forecast-title = Was fällig wird, nach Monaten
forecast-sort-reviews = Bewertungen
forecast-sort-support = Support-Enden
forecast-sort-decisions = Entscheidungen und Ausnahmen
forecast-overdue = Überfällig
forecast-month = Monat
forecast-caption = Nach den Tagen, die in den Datensätzen stehen, vom Monat des Stichtags an; was noch in seiner Nachfrist ist, steht in diesem Monat. { $later ->
    [0] Dass später etwas fällig wird, ist nicht bekannt.
    [one] Eines wird später fällig.
   *[other] { $later } werden später fällig.
  }
forecast-numbers = Die Zahlen

## Provenance

provenance-lead = { $version } ist Commit { $commit }; { $signed }. Erzeugt mit { $tool }: Derselbe Commit mit denselben Einstellungen und demselben Stichtag ergibt dieselben Bytes.
provenance-lead-no-commit = { $version }, aus Dateien, die kein Commit benennt. Erzeugt mit { $tool }.
provenance-short-no-tag = kein Freigabe-Tag benennt ihn
provenance-short-unchecked = sein Tag trägt eine Signatur, die nicht geprüft wurde
provenance-short-unsigned = sein Tag ist nicht signiert
provenance-short-good = sein Tag ist mit einem Schlüssel aus der Liste des Repositorys signiert
provenance-short-not-listed = sein Tag ist mit einem Schlüssel signiert, den die Liste des Repositorys nicht nennt
provenance-short-bad = die Signatur seines Tags stimmt nicht
provenance-moment = Stand
provenance-signatures = Signaturen in Git
provenance-tool = Werkzeug und Einstellungen
provenance-records = Einträge nach Art
provenance-check = Selbst prüfen
provenance-limits = Was Git zeigt, und die Grenzen davon
provenance-sign-here = Unterschriften auf Papier
provenance-label-tag = Tag
provenance-label-tag-object = Tag-Objekt
provenance-label-tagger = getaggt von
provenance-label-tag-message = Text des Tags
provenance-label-moment = Stand
provenance-label-commit = Commit
provenance-label-tree = Tree
provenance-label-subject = Betreff
provenance-label-author = Autor
provenance-label-committer = Committer
provenance-label-trailers = Trailer
provenance-label-work-tree = Arbeitsstand
provenance-label-as-of = Stichtag
provenance-label-history = Historie
provenance-label-hash = Hashfunktion von Git
provenance-label-tool = Werkzeug
provenance-label-sources = dessen Quellen, SHA-256
provenance-label-rulesets = Regelwerke
provenance-label-settings = Einstellungen
provenance-label-language = Sprache
provenance-label-intended-use = Verwendungszweck
provenance-label-tag-signature = Signatur des Tags
provenance-label-commit-signature = Signatur des Commits
provenance-label-before = Schlüssel zuvor
provenance-label-list = Liste der Schlüssel
provenance-annotated = annotiert
provenance-lightweight = einfach, also ohne eigenes Datum und eigenen Namen
provenance-self-declared = Selbstangabe, nicht geprüft
provenance-trailers-are = Angaben im Text des Commits
provenance-differs = Dateien des Geräts weichen vom Commit ab
provenance-as-of-tag = das eigene Datum des Tags
provenance-as-of-given = beim Erzeugen vorgegeben; das Tag trägt ein anderes Datum
provenance-as-of-build = der Tag der Erzeugung oder ein vorgegebener
provenance-history-whole = vollständig
provenance-history-cut = abgeschnitten: Der Klon ist flach
provenance-history-none = keine: Die Einträge liegen in keinem Git-Repository
provenance-unchecked-history = nicht geprüft: Die Historie blieb auf Wunsch außer Betracht
provenance-intended-use = zeigt Einträge, Verknüpfungen und Befunde; entscheidet nichts
provenance-unsigned = nicht signiert
provenance-unsigned-means = Namen und Zeiten sind, was Git mitgeteilt wurde
provenance-good = stimmt
provenance-good-by = mit dem Schlüssel von { $principals }: { $key }, Zeile { $line } von { $list }
provenance-not-listed = passt, Schlüssel nicht anerkannt
provenance-no-list = es gibt keine Liste der Schlüssel
provenance-not-in-list = die Liste nennt diesen Schlüssel nicht
provenance-bad = stimmt nicht
provenance-unsupported = nicht geprüft: Schlüsselart wird nicht unterstützt
provenance-not-verified = vorhanden, nicht geprüft
provenance-unknown-sort = von unbekannter Art
provenance-known = zuvor bekannt
provenance-new = neuer Schlüssel
provenance-before-none = vor dieser Freigabe gibt es keine: Dass der Schlüssel in ihrer eigenen Liste steht, sagt nichts darüber, wer ihn eingetragen hat
provenance-before-no-list = { $version }, die Freigabe davor, hat keine Liste: Dass der Schlüssel in der eigenen Liste steht, sagt nichts darüber, wer ihn eingetragen hat
provenance-before-known = { $version }, die Freigabe davor, nennt den Schlüssel ebenfalls
provenance-before-new = { $version }, die Freigabe davor, nennt den Schlüssel nicht: Er kam seither in die Liste. Zu klären ist, wer ihn eingetragen hat; der betreffende Commit zeigt es.
provenance-other-name = das Tag nennt { $tagger }, die Liste gibt den Schlüssel { $principals }
provenance-list-absent = unter { $list } gibt es in diesem Commit keine
provenance-list-unreadable = { $list } in diesem Commit kann nicht gelesen werden: { $reason }
provenance-list-count = { $count ->
    [one] aus diesem Commit gelesen: ein Schlüssel
   *[other] aus diesem Commit gelesen: { $count } Schlüssel
  }
provenance-list-fault = Zeile { $line } bleibt außer Betracht: { $reason }
provenance-signature-limits = Eine stimmende Signatur zeigt, dass jemand, der den Schlüssel hatte, genau dieses Tag oder diesen Commit signiert hat. Wessen Schlüssel es ist und was das Signieren bedeutet, legen die Verfahren des Herstellers fest; es ist keine elektronische Signatur im Sinne einer Vorschrift. Der Zeitpunkt ist eine Angabe des Tags selbst.
provenance-kind = Art
provenance-live = Gültig
provenance-retired = Zurückgezogen
provenance-malformed = Nicht lesbar
provenance-folder = Ordner
provenance-problems = Stellen, die sich nicht auflisten ließen:
provenance-check-manifest = Im Ordner dieser Version: Wurde eine Datei verändert, seit sie geschrieben wurde? Wer eine Seite ändert, kann auch die Liste ändern.
provenance-check-verify = In einem Klon des Repositorys, mit dem Werkzeug der oben genannten Version: Ist jede Datei das, was das Tag ergibt? Jede Seite wird neu erzeugt und verglichen.
provenance-check-build = Oder neu erzeugen und die Ordner vergleichen:
provenance-check-never = Ein Stand, den kein Tag und kein Commit festhält, lässt sich später nicht noch einmal erzeugen.
provenance-file-manifest = SHA-256 jeder Datei dieser Version
provenance-file-inputs = was über die Bytes dieses Ordners entscheidet
provenance-file-dossier = jeder Eintrag mit Feldern, Verknüpfungen, Zustand und dem SHA-256 seiner Datei
provenance-file-findings = Befunde für andere Programme (SARIF)
provenance-git-shows = Git zeigt
provenance-git-does-not = Grenze davon
provenance-sign-name = Name
provenance-sign-role = Funktion
provenance-sign-meaning = Bedeutung
provenance-sign-date = Datum und Unterschrift
provenance-sign-prepared = erstellt
provenance-sign-approved = genehmigt

## Limits: one text, on the overview, in print, in the guide and on the provenance page

limits-heading = Grenzen dieser Akte
limits-text = Daten, Autoren und Freigaben sind das, was das Repository angibt; eine Identität in git ist keine Unterschrift im Rechtssinn. Tureen behauptet weder Konformität noch Validierung noch Sicherheit und entscheidet bei keinem Risiko, ob es vertretbar ist. Diese Seiten zeigen, was in den Aufzeichnungen steht, was fehlt und von wem die Angaben stammen; dass keine Regel etwas meldet, heißt nicht, dass nichts falsch ist.

## Signatures

signatures-heading = Unterschriften
signatures-name = Name
signatures-role = Funktion
signatures-meaning = Bedeutung der Unterschrift
signatures-date = Datum und Unterschrift
signatures-prepared = erstellt
signatures-reviewed = geprüft
signatures-approved = freigegeben

## Print

print-title = Die ganze Akte für Papier
print-part = { $name }, Teil { $number } von { $of }
print-lead = Der gesamte Inhalt von { $version } auf Papier: { $count ->
    [one] eine Aufzeichnung
   *[other] { $count } Aufzeichnungen
 }, Matrizen, Befunde und Ausnahmen.
print-parts-lead = Der gesamte Inhalt von { $version } auf Papier: { $count } Aufzeichnungen mit Matrizen, Befunden und Ausnahmen. Für ein Dokument sind es zu viele: Sie stehen in { $parts } Dokumenten, von denen jedes für sich geöffnet und gedruckt wird. Dieses ist das Deckblatt.
print-part-lead = Ein Teil der Akte von { $version }. Deckblatt, Freigabe und die Liste aller Teile: { $whole }.
print-facts = Verlauf und Quelltext jeder Aufzeichnung stehen auf ihrer Seite
print-cover-device = Produkt
print-cover-device-id = Kennung
print-cover-manufacturer = Hersteller
print-cover-version = Version
print-cover-tag = Tag
print-cover-commit = Commit
print-cover-tree = Tree
print-cover-as-of = Stichtag
print-cover-tool = Werkzeug
print-cover-rulesets = Regelwerke
print-cover-verdict = Befunde
print-not-released = NICHT FREIGEGEBEN
print-approval = Freigabe laut Aufzeichnung
print-contents = Inhalt
print-part-column = Dokument
print-records-column = Aufzeichnungen
print-range-column = Von – bis

## Forms

forms-title = Formblätter
forms-lead = Für jede von { $count } SOUP in { $version } das Bewertungsformblatt mit allem, was aufgezeichnet ist, dazu leere Formblätter zum Ausfüllen von Hand.
forms-facts = zum Drucken und Unterschreiben; was auf Papier unterschrieben wird, ist Ihre Aufzeichnung, nicht die dieser Seiten
forms-blank = Leere Formblätter
forms-soup = Bewertung jeder SOUP
forms-id = SOUP
forms-name = Titel
forms-version = Version
forms-class = Klasse
forms-state = Stand
forms-none = Es gibt keine SOUP-Aufzeichnung.
form-link = Bewertungsformblatt

form-title = SOUP-Bewertungsformblatt
form-lead = { $asked } von { $all } Abschnitten sind für diese SOUP gefordert; { $open ->
    [0] in keinem davon meldet eine Regel eine Lücke
    [one] in einem davon meldet eine Regel eine Lücke
   *[other] in { $open } davon melden Regeln Lücken
 }, Stichtag { $date }.
form-record = die Aufzeichnung selbst
form-all-classes = alle Klassen
form-classes = { $classes ->
    [C] Klasse C
   *[other] Klassen { $classes }
 }
form-class-of = Klasse { $class }
form-not-asked = Nicht anwendbar: Klasse { $class }, { $reason }.
form-not-in-force = Nicht anwendbar: Keines der Regelwerke ist für dieses Produkt in Gebrauch.
form-findings = Befunde
form-gap = Lücke
form-waived = ausgenommen
form-not-recorded = nicht aufgezeichnet
form-others = Weitere Befunde
form-none = nichts aufgezeichnet
form-more = { $count ->
    [one] Und eine weitere auf der Seite der Aufzeichnung.
   *[other] Und { $count } weitere auf der Seite der Aufzeichnung.
 }
form-see = siehe { $blocks }
form-assessment = Bewertung
form-assessment-lead = Ergebnis für die vorgesehene Verwendung in diesem Produkt, mit Bedingungen und Begründung:

form-identification = Identifikation
form-asked-identification = Ist genau das im ausgelieferten Build enthalten? Zeigen Sie den Eintrag in der Lock-Datei oder SBOM.
form-provenance = Warum es SOUP ist
form-asked-provenance = Warum ist dies SOUP und jenes nicht?
form-baseline = Baseline und Verlauf
form-asked-baseline = Welche Version war in welcher Freigabe? Wann wurde sie geändert, und wer hat zugestimmt?
form-plans = Pläne
form-asked-plans = Wo ist das Verfahren für Aktualisierungen und das Veralten von SOUP beschrieben?
form-class = Sicherheitsklasse
form-asked-class = Warum diese Klasse? Auf welcher Maßnahme außerhalb der Software beruht sie?
form-architecture = Platz in der Architektur
form-asked-architecture = Zeigen Sie sie in der Architektur.
form-use = Was sie leisten muss und wie gut
form-asked-use = Was muss sie in diesem Produkt leisten, wie schnell und wie genau?
form-prerequisites = Was sie um sich herum braucht
form-asked-prerequisites = Was braucht sie zum Laufen, und wurde darauf geprüft?
form-separation = Trennung
form-asked-separation = Woher weiß man, dass sich ein Fehler nicht ausbreiten kann?
form-suitability = Eignung der Architektur
form-asked-suitability = Wer hat geprüft, dass die Architektur ihren ordnungsgemäßen Betrieb zulässt?
form-testing = Integration und Prüfung
form-asked-testing = Zeigen Sie eine Prüfung, die sie über Ihre Schnittstellen anspricht. Wurde sie nach der letzten Aktualisierung wiederholt?
form-causes = Beitrag zu Gefährdungssituationen
form-asked-causes = Was geschieht, wenn sie ausfällt oder unbemerkt falsche Ergebnisse liefert?
form-anomalies = Veröffentlichte Anomalien
form-asked-anomalies = Welche Liste, für welche Version, wann, von wem, und was folgt für diese Verwendung?
form-controls = Maßnahmen zur Risikobeherrschung
form-asked-controls = Zeigen Sie eine Maßnahme vom Risiko bis zur bestandenen Prüfung.
form-trace = Rückverfolgbarkeit
form-asked-trace = Wählen Sie eine beliebige Zeile und verfolgen Sie sie.
form-impact = Auswirkung von Änderungen
form-asked-impact = Was wurde analysiert, als von einer Version zur nächsten gewechselt wurde?
form-changes = Änderungslenkung
form-asked-changes = War die Änderung freigegeben, bevor sie vorgenommen wurde?
form-residual = Restanomalien
form-asked-residual = Was ist bekannt und nicht behoben, und warum darf es bleiben?
form-problems = Problemberichte
form-asked-problems = Wurden Probleme aus dem Feld auf sie zurückgeführt? Gibt es einen Trend?
form-ots = Off-the-shelf-Software in einer US-Einreichung
form-asked-ots = Warum ist sie geeignet, und wie wird die falsche Version ferngehalten?
form-cybersecurity = Cybersicherheit und Unterstützung
form-asked-cybersecurity = Wird sie noch unterstützt, bis wann, welche Schwachstellen sind bekannt, wie wurden sie entdeckt?
form-security = Sicherheitskategorie (Security)
form-asked-security = Wer trägt nach der Freigabe die Verantwortung für ihre Security?
form-licence = Lizenz
form-asked-licence = Darf sie so ausgeliefert werden?
form-monitoring = Nach der Freigabe
form-asked-monitoring = Wann hat zuletzt jemand nachgesehen? Zeigen Sie es.

form-row-baseline = in Baseline
form-row-file = Datei
form-row-history = Verlauf
form-history = { $count ->
    [one] ein Commit: { $commit }, { $date }, { $author }
   *[other] { $count } Commits, der letzte { $commit }, { $date }, { $author }
 }
form-row-before = zuvor
form-changed = die Aufzeichnung ist seit { $version } geändert
form-unchanged = die Aufzeichnung ist wie in { $version }
form-row-plans = Pläne
form-row-class = Klasse
form-row-external = Maßnahmen außerhalb der Software
form-row-hosts = verwendet in
form-row-functional = funktionale Anforderungen
form-row-performance = Leistungsanforderungen
form-row-requirements = weitere Anforderungen
form-row-described = beschrieben in
form-row-proven = nachgewiesen durch
form-row-claimed = Trennung
form-no-separation = keine beansprucht: Sie hat die Klasse ihres Wirts
form-row-reviewed = geprüft in
form-row-tested = Verifizierung
form-column-version = geprüfte SOUP-Version
form-column-tester = Prüfer
form-column-result = Ergebnis
form-column-evidence = Nachweis
form-row-risks = Risiken
form-row-reviews = Anomalieprüfungen
form-row-conclusion = neueste Schlussfolgerung
form-row-judged = beurteilte Anomalien
form-row-controls = Maßnahmen
form-row-matrix = Matrix
form-chain = Von der Gefährdungssituation zur verifizierten Maßnahme
form-row-change = Änderung
form-row-changes = Änderungen
form-no-change = keine Änderungsaufzeichnung betrifft sie
form-no-answer = keine Antwort aufgezeichnet
form-row-open = offene Anomalien
form-none-open = keine ist als offen aufgezeichnet
form-no-release = dieser Stand wird nicht als Freigabe beurteilt
form-not-listed = nicht in der Freigabeaufzeichnung
form-row-problems = Problemberichte
form-no-problem = keiner ist aufgezeichnet
form-row-vulnerabilities = bekannte Schwachstellen
form-no-vulnerability = keine ist aufgezeichnet; die Anomalieprüfungen oben sagen, wer wo nachgesehen hat
form-row-watch = beobachtet von
form-row-looked = neueste Prüfung
form-ots-what = Was ist es? Titel, Hersteller und Version, Unterlagen für den Anwender, warum es geeignet ist, Grenzen der Auslegung
form-ots-system = Welches Rechnersystem ist dafür festgelegt?
form-ots-user = Was muss der Anwender tun? Installation, erlaubte Schritte, Konfiguration, Schulung, Fernhalten anderer Software
form-ots-function = Was tut es in diesem Produkt, und womit arbeitet es zusammen?
form-ots-works = Woher weiß man, dass es funktioniert? Prüfungen und die aktuelle Liste bekannter Probleme
form-ots-control = Wie wird es gelenkt? Fernhalten falscher Versionen, Konfiguration, Installation, Wartung
form-ots-risk = Welche Risiken bringt es mit, und was beherrscht sie?
form-ots-assurance = Nur bei Enhanced Documentation: Was zeigt, dass die Methoden des Entwicklers angemessen sind?
form-ots-continued = Nur bei Enhanced Documentation: Wie geht die Wartung weiter, wenn der Entwickler aufhört?

## Blank forms

blank-title-soup = Leeres Formblatt: SOUP-Aufzeichnung
blank-lead-soup = Um eine SOUP vorzuschlagen oder abseits des Repositorys festzuhalten. Die Felder sind die der Aufzeichnung.
blank-title-review = Leeres Formblatt: Anomalieprüfung
blank-lead-review = Um zu prüfen, was über Anomalien der verwendeten SOUP-Versionen veröffentlicht ist. Die Felder sind die der Aufzeichnung.
blank-title-change = Leeres Formblatt: Änderungsaufzeichnung
blank-lead-change = Um eine Änderung von SOUP zu beantragen, zu analysieren und zu entscheiden. Die Felder sind die der Aufzeichnung.
blank-yes = ja
blank-no = nein
blank-date = Jahr-Monat-Tag
blank-where = Was hier steht, zählt, sobald es eine Aufzeichnung ist: eine Datei im Ordner { $folder }, geprüft und committet.

## Glossary: the term, and what it means here

glossary-title = Glossar
glossary-accompanying-documentation = Begleitpapiere
glossary-means-accompanying-documentation = Was das Produkt begleitet: Gebrauchsanweisung, Kennzeichnung, technische Beschreibung.
glossary-anomaly = Anomalie
glossary-means-anomaly = Fehler, Schwachstelle oder anderes unerwartetes Verhalten einer SOUP, wie es eine Anomalieprüfung aufführt. Ein Befund einer Regel ist etwas anderes.
glossary-residual-anomaly = Restanomalie
glossary-means-residual-anomaly = Eine Anomalie, die bekannt und bei der Freigabe noch vorhanden ist.
glossary-anomaly-list = Anomalieliste, veröffentlichte
glossary-means-anomaly-list = Was ein Lieferant selbst über bekannte Fehler veröffentlicht: Issue-Tracker, Versionshinweise, Errata, Sicherheitshinweise.
glossary-architecture = Architektur
glossary-means-architecture = Wie die Software in Komponenten gegliedert ist und welche Schnittstellen sie haben.
glossary-as-of = Stichtag
glossary-means-as-of = Der Tag, nach dem „überfällig“ und „Ende der Unterstützung“ beurteilt werden. Bei einer Freigabe ist es der Tag ihres Tags.
glossary-baseline = Baseline
glossary-means-baseline = Der freigegebene Satz von Komponenten mit ihren Versionen; hier das, worauf ein Tag zeigt.
glossary-benefit-risk = Nutzen-Risiko-Analyse
glossary-means-benefit-risk = Wägt den medizinischen Nutzen gegen ein Restrisiko ab, das über den Kriterien bleibt.
glossary-change-request = Änderungsantrag
glossary-means-change-request = Beschreibung einer beabsichtigten Änderung: erst freigegeben, dann umgesetzt.
glossary-class = Klasse A, B, C
glossary-means-class = Die Sicherheitsklasse von Software (IEC 62304 4.3). Sie ist weder die Klasse des Produkts nach MDR noch die nach US-Recht.
glossary-compensating-control = Ersatzmaßnahme
glossary-means-compensating-control = Eine Schutzmaßnahme anstelle einer Behebung oder bis es eine gibt.
glossary-configuration-item = Konfigurationselement
glossary-means-configuration-item = Alles, was sich eindeutig benennen lässt und zu einem bestimmten Zeitpunkt gelenkt wird.
glossary-controlled-risk = Beherrschtes, unbeherrschtes Risiko
glossary-means-controlled-risk = FDA, nach der Freigabe: Das Restrisiko eines Schadens durch eine Schwachstelle ist vertretbar, oder es ist es nicht.
glossary-identifiers = CPE, purl, SWID
glossary-means-identifiers = Drei Arten, eine Softwarekomponente für Maschinen zu benennen.
glossary-cvd = CVD
glossary-means-cvd = Koordinierte Offenlegung von Schwachstellen.
glossary-cve = CVE, CWE
glossary-means-cve = Die Nummer einer veröffentlichten Schwachstelle; die Art von Schwäche, zu der sie gehört.
glossary-cvss = CVSS
glossary-means-cvss = Eine Bewertung des Schweregrads, kein Risiko. Sie sagt nur mit Version, Vektor und Datum etwas aus.
glossary-cyber-device = Cyber Device
glossary-means-cyber-device = Begriff des US-Rechts (524B): enthält Software des Antragstellers, kann sich mit dem Internet verbinden und könnte verwundbar sein.
glossary-dhf = Design History File
glossary-means-dhf = US-Begriff bis zum 2. Februar 2026. Seither: Design- und Entwicklungsakte (ISO 13485 7.3.10), Teil der Medizinprodukteakte (4.2.3).
glossary-documentation-level = Documentation Level
glossary-means-documentation-level = FDA: Basic oder Enhanced. Enhanced, wenn ein Ausfall zum Tod oder zu schwerer Verletzung führen könnte, beurteilt vor Maßnahmen.
glossary-end-of-support = Ende der Unterstützung, Ende der Lebensdauer
glossary-means-end-of-support = Der Betreuer behebt nichts mehr; er bietet das Produkt nicht mehr an.
glossary-epss = EPSS
glossary-means-epss = Schätzung, wie wahrscheinlich eine Schwachstelle binnen 30 Tagen ausgenutzt wird. Sie ändert sich täglich; der Tag gehört dazu.
glossary-evidence = Nachweis
glossary-means-evidence = Was zeigt, dass etwas getan wurde: eine Verifizierung, eine Anomalieprüfung, ein Nachweis der Trennung, eine Risikobewertung, eine Freigabe.
glossary-finding = Befund
glossary-means-finding = Was eine Regel von Tureen zu einer Aufzeichnung meldet. Er hat eine Stufe, eine Regel und die Abschnitte, auf denen die Regel beruht.
glossary-harm = Schaden
glossary-means-harm = Die üble Wirkung selbst: Verletzung oder Schädigung der Gesundheit, von Gütern oder der Umwelt.
glossary-hazard = Gefährdung
glossary-means-hazard = Was zu einem Schaden führen kann; hier oft falsche, verspätete oder fehlende diagnostische Information.
glossary-hazardous-situation = Gefährdungssituation
glossary-means-hazardous-situation = Die Umstände, unter denen jemand oder etwas einer Gefährdung ausgesetzt ist.
glossary-kev = KEV
glossary-means-kev = Das US-Verzeichnis von Schwachstellen, deren Ausnutzung bekannt ist.
glossary-legacy-software = Legacy-Software
glossary-means-legacy-software = Rechtmäßig in Verkehr gebrachte Produktsoftware ohne genügende Nachweise nach heutiger Norm (IEC 62304 4.4). Sie ist keine SOUP.
glossary-level-of-support = Grad der Unterstützung
glossary-means-level-of-support = Wie gut ein Betreuer sich um eine Komponente kümmert: aktiv gepflegt, nicht mehr gepflegt, aufgegeben.
glossary-security-category = Maintained, supported, required software
glossary-means-security-category = IEC 81001-5-1 4.3: Der Hersteller trägt das Security-Risiko; er nennt dem Kunden bekannte Risiken; er betrachtet bekannte Risiken vor der Freigabe.
glossary-manufacturer = Hersteller einer SOUP
glossary-means-manufacturer = Wer sie gemacht hat: Unternehmen, Stiftung, Projekt oder Betreuer. Von wem man sie bezieht, ist der Lieferant.
glossary-ots = Off-the-shelf-Software
glossary-means-ots = Begriff der FDA: allgemein erhältlich, und der Hersteller des Produkts kann nicht beanspruchen, ihren ganzen Lebenszyklus zu lenken.
glossary-p1-p2 = P1, P2
glossary-means-p1-p2 = Gebräuchlich zu ISO 14971: wie wahrscheinlich die Gefährdungssituation ist; wie wahrscheinlich sie zu einem Schaden führt.
glossary-problem-report = Problembericht
glossary-means-problem-report = Festhaltung, dass die Software etwas Unsicheres, Ungeeignetes oder nicht Festgelegtes getan hat oder tun könnte.
glossary-provenance-category = Herkunft einer SOUP
glossary-means-provenance-category = Der Zweig der Definition, unter den sie fällt: handelsüblich oder früher ohne angemessene Aufzeichnungen entwickelt.
glossary-record = Aufzeichnung
glossary-means-record = Eine Datei des Repositorys: oben Felder, darunter Text. Ihre Identität ist ihre Kennung.
glossary-residual-risk = Restrisiko
glossary-means-residual-risk = Das Risiko, das nach den Maßnahmen bleibt. Das Gesamtrestrisiko wird für das Produkt beurteilt.
glossary-risk-control = Maßnahme zur Risikobeherrschung
glossary-means-risk-control = In dieser Reihenfolge: inhärent sichere Auslegung, Schutzmaßnahme, Information zur Sicherheit.
glossary-sbom = SBOM
glossary-means-sbom = Maschinenlesbare Liste von Softwarekomponenten und ihren Beziehungen. Sie reicht tiefer als die SOUP-Liste und sagt weniger über jede.
glossary-segregation = Trennung
glossary-means-segregation = Hält eine Komponente davon ab, eine andere zu stören; Grund einer niedrigeren Klasse (4.3 d) oder einer Maßnahme (5.3.5).
glossary-sequence-of-events = Abfolge von Ereignissen
glossary-means-sequence-of-events = Was Schritt für Schritt geschieht, bis aus einer Gefährdung eine Gefährdungssituation wird.
glossary-severity = Schweregrad
glossary-means-severity = Wie schlimm der Schaden wäre.
glossary-software-item = Software-System, -Komponente, -Einheit
glossary-means-software-item = Das Ganze; ein benennbarer Teil; ein Teil, der nicht weiter geteilt wird.
glossary-soup = SOUP
glossary-means-soup = Software unbekannter Herkunft (IEC 62304 3.29): fertig und allgemein erhältlich, nicht für dieses Produkt gemacht; oder früher entwickelt, ohne angemessene Aufzeichnungen darüber.
glossary-stale = Überholt
glossary-means-stale = Von Nachweisen gesagt: Etwas, wofür sie einstehen, hat sich seither geändert.
glossary-traceability = Rückverfolgbarkeit
glossary-means-traceability = Dass aufgezeichnete Verknüpfungen zwischen Anforderung, Komponente, Risiko, Maßnahme und Prüfung in beide Richtungen verfolgt werden können.
glossary-designator = Eindeutige Bezeichnung
glossary-means-designator = Was eine SOUP festlegt: Version, Tag der Veröffentlichung, Patch-Nummer, Hash.
glossary-verification = Verifizierung, Validierung
glossary-means-verification = Nachweis, dass das Festgelegte umgesetzt ist; dass gegeben ist, was Anwender brauchen und beabsichtigen.
glossary-vex = VEX
glossary-means-vex = Eine Aussage, ob ein Produkt von einer Schwachstelle betroffen ist, mit Begründung.
glossary-waiver = Ausnahme
glossary-means-waiver = Eine Aufzeichnung, die sagt, warum ein Befund offen bleibt, wer das freigegeben hat und bis wann. Der Befund bleibt sichtbar.

## Guide

guide-title = Wie diese Seiten zu lesen sind
guide-lead = Eine Version der Akte, { $version }, als Seiten, die weder Server noch Netz noch Skripte brauchen. Was jede Seite beantwortet, was ihre Zeichen bedeuten und was nicht, und wie sich prüfen lässt, dass sie sind, was sie sagen.
guide-pages = Was jede Seite beantwortet
guide-page = Seite
guide-question = Frage
guide-asks-index = Welche Version ist das, wie steht es um sie, was ist offen, und wer hat freigegeben?
guide-asks-soup = Welche Fremdsoftware ist genau darin? (IEC 62304 8.1.2)
guide-asks-anomalies = Welche Fehler und Schwachstellen sind bekannt, wie wurde jede beurteilt, und welche bleiben? (IEC 62304 7.1.3, 5.8.2)
guide-asks-clauses = Welche Aufzeichnungen gehören zu einem Abschnitt, welche Regeln achten darauf, und wo sind Lücken?
guide-asks-due = Was muss wieder angesehen werden, bis wann und von wem?
guide-asks-record = Was ist über dieses Eine bekannt: Felder unter ihren Abschnitten, Verknüpfungen in beide Richtungen, Befunde, Verlauf, Quelltext?
guide-asks-matrix = Führt von jedem Risiko ein Weg zu einer bestandenen Prüfung? Was fehlt darauf? (IEC 62304 7.3.3)
guide-asks-changes = Was ist anders als in der Freigabe davor, und was wurde dadurch überholt?
guide-asks-findings = Was melden Regeln, was ist ausgenommen, von wem und bis wann?
guide-asks-provenance = Von welchem Tag, Commit und Werkzeug stammt das, und wie wird es geprüft?
guide-asks-forms = Was lässt sich zu jeder SOUP drucken und unterschreiben?
guide-asks-print = Wie kommt die ganze Akte auf Papier?
guide-name-record = Die Seite einer Aufzeichnung
guide-states = Stände und ihre Zeichen
guide-states-lead = Ein Stand ist ein Wort und ein Zeichen; die Farbe wiederholt es nur. Er sagt, was Regeln zu der Aufzeichnung selbst melden, zum Stichtag der Seite.
guide-state-fresh = Keine Regel meldet dazu einen Fehler oder eine Warnung, und der Nachweis ist neuer als das, wofür er einsteht.
guide-state-stale = Etwas, wofür der Nachweis einsteht, hat sich seither geändert. Der Befund nennt Feld, Commit, Datum und Autor.
guide-state-missing = Eine Regel meldet etwas: einen fehlenden Nachweis oder einen Widerspruch.
guide-state-na = Die Klasse oder die Natur der Sache fordert es nicht; der Grund steht daneben.
guide-state-waived = Eine Regel meldet etwas, und eine Ausnahme sagt, warum es so bleibt und bis wann.
guide-word-fresh = keine Befunde
guide-word-stale = überholt
guide-word-missing = Befunde, fehlt
guide-word-na = nicht anwendbar
guide-word-waived = ausgenommen
guide-levels = Befunde haben eine Stufe: Ein Fehler ist eine Lücke, die gegen eine Freigabe spricht, eine Warnung eine, die zu schließen ist, ein Hinweis etwas Wissenswertes. Jeder nennt seine Regel, die Abschnitte und wie verbindlich sie sind: normative (eine Norm), regulatory (Gesetz, Behörde oder Leitfaden), practice (Gewohnheit von Auditoren).
guide-green = Was ein Stand ohne Befunde nicht bedeutet
guide-green-complete = Dass keine Regel etwas meldet, heißt nur das: Regeln sehen, was aufgezeichnet ist, nicht, was vergessen wurde. Kein Befund heißt nicht „kein Problem“ und nicht „keine Schwachstelle“.
guide-green-right = Ein vorhandener Nachweis kann falsch sein. Tureen sieht, dass eine Prüfung nach der letzten Änderung des Geprüften als bestanden aufgezeichnet ist, nicht, dass sie gut war.
guide-green-approved = Eine Freigabe wird gezeigt, wie sie aufgezeichnet ist. Namen und Daten in git geben Menschen selbst an; ein signiertes Tag zeigt, dass ein Schlüssel benutzt wurde, nicht von wem.
guide-green-decided = Ob ein Risiko vertretbar ist, entscheiden die genannten Personen nach ihren Kriterien, nicht diese Seiten.
guide-check = Wie sich das prüfen lässt
guide-check-manifest = Dass seit der Erstellung keine Datei geändert wurde oder verloren ging: im Ordner der Version
guide-check-verify = Dass die Seiten das sind, was das Repository ergibt: in einem Klon, mit dem Werkzeug, das sie erstellt hat,
guide-check-git = Dass das Tag das gemeinte ist: Der Commit muss der am Fuß jeder Seite sein,
guide-cite = Wie zu zitieren ist
guide-cite-page = Zitieren Sie Produkt, Version, Kennung und Commit; Kennungen bleiben über alle Versionen gleich, und Überschriften haben eigene Adressen: { $example }.
guide-cite-source = Die Aufzeichnung selbst, wie sie in dieser Version war, liefert das Repository:
guide-keys = Tastatur
guide-keys-tab = Alles, was sich anklicken lässt, ist mit Tab zu erreichen und mit der Eingabetaste zu öffnen; der erste Halt führt an der Navigation vorbei.
guide-keys-search = Die Taste / führt zum Suchfeld, wo es eines gibt; Escape schließt, was offen ist.
guide-keys-sort = Spaltenköpfe sortieren, beim dritten Mal zurück zur Reihenfolge der Akte. Ein Filter sagt, wie viele von wie vielen Zeilen er zeigt.
guide-paper = Auf Papier
guide-paper-text = Jede Seite lässt sich drucken: am Kopf jedes Blatts Produkt, Version, Commit und Stichtag, am Fuß seine Nummer. { $print } enthält alles auf einmal, { $forms } haben Platz für Unterschriften. Ein Stand, der keine Freigabe ist, sagt das auf jedem Blatt.
guide-glossary-lead = { $count } Begriffe, wie sie hier gemeint sind; was eine Norm sagt, sagt sie allein.

## Single file

single-skip = Zum Inhalt
single-find = Seite nach Kennung oder Titel finden
single-whole = Alles auf einmal zeigen
single-sections = Bereiche
single-not-released = Diese Seiten zeigen { $name }, Stichtag { $date }. Sie sind keine Freigabe.
single-files = Dateien dieser Version
single-files-lead = Was Aufzeichnungen nennen und was Programme lesen. Eine Datei steht in diesem Dokument, wenn sie höchstens { $largest } MiB hat, und alle zusammen bis { $together } MiB; die anderen liegen im Ordner der Version.
single-file = Datei
single-bytes = Bytes
single-left-out = weggelassen: zu groß für ein Dokument

## Files of a version beside its folder, on the list of versions

versions-files = In einer Datei
versions-file-archive = Archiv
versions-file-single = eine Seite
provenance-archive = Diese Version als ein Archiv
provenance-single = Diese Version als eine Seite

## States and levels

state-none = keine Befunde
state-stale = überholt
state-findings = { $count ->
    [one] { $count } Befund
   *[other] { $count } Befunde
  }
state-waived = { $count } ausgenommen
state-notes = { $count ->
    [one] { $count } Hinweis
   *[other] { $count } Hinweise
  }
state-errors = { $count } Fehler
state-warnings = { $count ->
    [one] { $count } Warnung
   *[other] { $count } Warnungen
  }
state-and = { $first } und { $last }
level-error = Fehler
level-warning = Warnung
level-note = Hinweis
result-pass = bestanden
result-fail = nicht bestanden
result-planned = geplant
result-none = kein Ergebnis
result-stale = überholt, { $result }
word-waived = ausgenommen
word-none = Keine.
word-and-more = und { $count } weitere
word-records = { $count ->
    [one] { $count } Eintrag
   *[other] { $count } Einträge
  }

## Home: the overview of a version

base-work-tree = Arbeitsstand
home-figure-soup = SOUP
home-figure-risks = Risiken
home-figure-verifications = Verifizierungen
home-figure-anomalies = offene Anomalien
home-figure-findings = Befunde
home-figure-due = fällig in 90 Tagen
home-system = { $system } Klasse { $class }
home-at-commit = zum Commit { $commit }
home-released-annotated = Freigegeben{ $date } durch annotierten Tag{ $commit }.
home-released-lightweight = Freigegeben{ $date } durch einfachen Tag{ $commit }.
home-changed-since = , seither geändert
home-work-tree = Der Arbeitsstand{ $commit }{ $changed }: { $state }.
home-revision = Revision { $name }{ $commit }: { $state }.
home-no-state = kein Status
home-no-approval = keine Genehmigung aufgezeichnet
home-approval-as = Genehmigung aufgezeichnet als { $name }
home-release-record = Freigabeaufzeichnung
home-tag = Tag
home-records = Einträge
home-approved = { $count ->
    [one] { $approved } von { $count } gültigen Eintrag nennt
   *[other] { $approved } von { $count } gültigen Einträgen nennen
  } eine genehmigende Person und ein Datum
home-changed = Geändert seit { $version }
home-column-soup = SOUP
home-column-from = Von
home-column-to = Nach
home-column-class = Klasse
home-column-change = Änderungsaufzeichnung
home-no-moves = Keine SOUP hat die Version gewechselt.
home-others = { $count ->
    [one] { $count } weiterer Eintrag geändert.
   *[other] { $count } weitere Einträge geändert.
  }
home-all-changes = Alle Änderungen seit { $version }
home-open = Offen
home-nothing-open = Keine Anomalie ist als offen aufgezeichnet, und in den nächsten 90 Tagen wird nichts fällig.
home-approval = Genehmigung, wie aufgezeichnet
home-retired = , { $count } außer Kraft
home-unreadable = , { $count } nicht lesbar

## Findings

findings-open = Offene Befunde
findings-waived = Ausgenommen
findings-levels = Regelstufen, die dieses Projekt geändert hat
findings-levels-short = Regelstufen
findings-asked = { $rules ->
    [one] { $rules } Regel
   *[other] { $rules } Regeln
  } aus { $rulesets ->
    [one] { $rulesets } Regelwerk
   *[other] { $rulesets } Regelwerken
  } auf { $records ->
    [one] { $records } Eintrag
   *[other] { $records } Einträge
  } angewandt.
findings-no-proof = Dass keine Regel etwas meldet, heißt nicht, dass alles richtig ist.
findings-verdict = { $counts } nach { $rulesets ->
    [one] { $rulesets } Regelwerk
   *[other] { $rulesets } Regelwerken
  } zum Stichtag { $date }{ $waived }.
findings-verdict-waived = { $count ->
    [one] ; { $count } Befund ausgenommen
   *[other] ; { $count } Befunde ausgenommen
  }
findings-not-judged = Ob Nachweise überholt sind, wurde nicht beurteilt
findings-column-rule = Regel
findings-column-record = Eintrag
findings-column-finding = Befund
findings-column-waiver = Ausnahmegenehmigung
findings-column-reason = Begründung
findings-column-approval = Genehmigung aufgezeichnet als
findings-column-expires = Läuft ab
findings-column-default = Vorgabe
findings-column-here = Hier
findings-column-level = Stufe
findings-column-asked = Gefordert von
findings-rulesets = Regelwerke: { $names }. Für Programme: { $link }.
findings-because = weil { $reason }
findings-waived-by = durch { $record }
findings-waived-with = durch { $record }, mit dieser Änderung gekommen oder geändert
findings-more = Und { $count } weitere, die leichtesten, die hier nicht gezeigt werden.
findings-column-place = Stelle

## Lists of records

word-no-id = ohne Kennung
list-noun = Einträge
list-lead = { $count ->
    [one] { $count } Eintrag
   *[other] { $count } Einträge
  } in { $version }
list-retired = , davon { $count } außer Kraft
list-unreadable = { $count ->
    [one] ; { $count } Datei nicht lesbar
   *[other] ; { $count } Dateien nicht lesbar
  }
list-unreadable-heading = Dateien, die nicht gelesen werden können
list-empty = Es gibt keine.
column-id = Kennung
column-title = Titel
column-class = Klasse
column-status = Status
column-state = Befundlage
column-kind = Art
column-part-of = Teil von
column-version = Version
column-purpose = Zweck
column-applies-to = Gilt für
column-implements = Setzt um
column-causes = Ursachen
column-estimate = Einschätzung
column-level = Stufe
column-controls = Maßnahmen
column-controlled = Beherrscht
column-implemented-by = Umgesetzt durch
column-method = Methode
column-result = Ergebnis
column-verifies = Verifiziert
column-date = Datum
column-reviewer = Geprüft von
column-covers = Umfasst
column-anomalies = Anomalien
column-reason = Grund
column-moves = Wechsel
column-decision = Entscheidung
column-approved = Genehmigt
column-criticality = Kritikalität
column-affects = Betrifft
column-disposition = Verbleib
column-revision = Revision
column-residual = Verbleibende Anomalien
column-rule = Regel
column-record = Eintrag
column-expires = Läuft ab
column-manufacturer = Hersteller
column-license = Lizenz
column-hosts = Verwendet in
column-support = Support bis
column-review = Letzte Bewertung

## SOUP list

soup-lead = { $count } SOUP in { $version }: { $c } der Klasse C, { $b } der Klasse B, { $a } der Klasse A.
soup-since = Seit { $version }: { $moved } gewechselt, { $added } hinzugekommen, { $removed } entfernt.
soup-identified = identifiziert durch Titel, Hersteller und eindeutige Bezeichnung
soup-none-published = keines veröffentlicht

## Kinds of record, one

kind-item = Software-Komponente
kind-soup = SOUP
kind-tool = Werkzeug
kind-requirement = Anforderung
kind-risk = Risiko
kind-control = Maßnahme zur Risikobeherrschung
kind-verification = Verifizierung
kind-anomaly-review = Anomaliebewertung
kind-change = Änderungsaufzeichnung
kind-problem = Problembericht
kind-document = Dokument
kind-release = Freigabe
kind-waiver = Ausnahmegenehmigung

## Differences in fields

delta-label = Felder, { $record }
delta-column-field = Feld
delta-column-before = Vorher
delta-column-after = Nachher
delta-column-kind = Art

## Changes: two versions compared

changes-first = Zu { $version } gibt es keine frühere Freigabe auf derselben Linie, also nichts zu vergleichen.
changes-across = dasselbe, mit Verweisen in beide Versionen
changes-judged-apart = Jede nach ihren eigenen Einstellungen beurteilt, die sich unterscheiden: { $brought }.
changes-policy = Regeln und Ausnahmen
changes-soup = SOUP mit Versionswechsel
changes-classes = Geänderte Klassen
changes-evidence = Nachweise
changes-owed = Zu erledigen
changes-owed-must = Zu erledigen, bevor dies durchgehen kann
changes-affected = Mittelbar betroffen
changes-added = Hinzugekommen
changes-removed = Entfernt
changes-moved = Verschobene Dateien
changes-modified = Geändert
changes-from = von { $side }
changes-to = nach { $side }
changes-at-commit = {" "}zum Commit { $commit }
changes-since-commit = , geändert seit { $commit }
changes-judged-as-release = , als Freigabe beurteilt
changes-side = { $name }{ $commit }, Stichtag { $date }{ $release }, { $records ->
    [one] { $records } Eintrag
   *[other] { $records } Einträge
  }
changes-by-itself = , von sich aus { $level }
changes-figure-soup = SOUP gewechselt
changes-figure-evidence = überholt oder fehlend
changes-figure-new = neue Befunde
changes-figure-fixed = behobene Befunde
changes-figure-owed = zu erledigen
changes-figure-records = geänderte Einträge
changes-policy-own = Auf diesen Seiten wird jede Version nach ihren eigenen Einstellungen beurteilt. Was hier neu oder behoben ist, kann also an den Einstellungen wie an den Einträgen liegen. Ob die Änderung durchgehen kann und was noch zu erledigen ist, fragen allein die früheren Einstellungen, und nicht auf dieser Seite: { $command } sagt es.
changes-policy-earlier = Beide Zeitpunkte werden nach den früheren Einstellungen und nach Ausnahmen beurteilt, die beide enthalten: keine Änderung kann ihre eigenen Befunde wegreden.
changes-policy-both = Es zählen nur Ausnahmen, die beide Zeitpunkte enthalten.
changes-fold-renewed = Erneuerte Nachweise
changes-fold-evidence-new = Neue Nachweise
changes-fold-still-stale = Nachweise, die schon überholt waren und es noch sind
changes-fold-not-asked = Nachweise, nach denen niemand mehr fragt
changes-was = war { $state }
evidence-stale = überholt
evidence-missing = fehlt
evidence-fresh = aktuell
evidence-na = nicht anwendbar
changes-more-reasons = und { $count } weitere, beim Eintrag genannt
changes-changed = geändert
changes-not-committed = nicht eingecheckt
changes-by-way-of = über { $records }
changes-role-development = Entwicklung
changes-role-risk = Risikomanagement
changes-role-quality = Qualität
changes-not-there = { $file }, noch nicht vorhanden
changes-settles = { $count ->
    [one] erledigt { $count } neuen Befund
   *[other] erledigt { $count } neue Befunde
  }
changes-moved-from = von { $path }
changes-rests-on = beruht auf { $record }
changes-class = Klasse { $step }: { $reason }
changes-class-is = Klasse { $class }
changes-move-added = hinzugekommen
changes-move-removed = entfernt
changes-needs-none = braucht keine Änderungsaufzeichnung
changes-no-record = keine Änderungsaufzeichnung
changes-in-part = deckt es nur teilweise ab
changes-no-class-now = jetzt ohne Klasse beurteilt
changes-not-complete = Nicht vollständig
changes-not-complete-text = { $reason }; was von der Historie abhängt, wurde nicht beurteilt.
changes-settings = Die Einstellungen, nach denen alles beurteilt wird, haben sich geändert.
changes-waivers = Ausnahmen
changes-no-policy = Keine Änderung an { $file } und keine an einer Ausnahme.
changes-no-settings = Keine Änderung an { $file }.
changes-no-waivers = Keine Änderung an einer Ausnahme.
changes-levels = Stufen, die das Projekt geändert hat: { $levels }.
changes-no-classes = Keine Sicherheitsklasse hat sich geändert.
changes-column-record = Eintrag
changes-column-before = Vorher
changes-column-after = Nachher
changes-column-why = Warum
changes-column-evidence = Nachweis
changes-column-because = Weil
changes-worse = { $count ->
    [one] { $count } Nachweis ist überholt oder fehlt nun.
   *[other] { $count } Nachweise sind überholt oder fehlen nun.
  }
changes-none-worse = Kein Nachweis ist überholt oder fehlt nun.
changes-new = Neue Befunde
changes-none-new = Kein neuer Befund.
changes-fixed = Behobene Befunde
changes-none-fixed = Kein Befund wurde behoben.
changes-kept = { $count ->
    [0] Kein Befund, der vorher offen war, ist noch offen.
    [one] { $count } Befund war schon vorher offen und ist es noch; er hat mit der Änderung nichts zu tun.
   *[other] { $count } Befunde waren schon vorher offen und sind es noch; sie haben mit der Änderung nichts zu tun.
  }
changes-all-findings = Alle Befunde
changes-objections = Das Gate erhebt Einspruch
changes-column-number = Nr.
changes-column-do = Was zu tun ist
changes-column-where = Wo
changes-column-fill = Was einzutragen ist
changes-draft = Text der Datei
changes-affected-text = Niemand hat diese Einträge bearbeitet; geändert hat sich, worauf ihr Nachweis oder ihre Klasse beruht.
changes-text = Text
changes-under = … unter „{ $section }“
changes-all-new = Jeder Eintrag ist hier neu.

## Record: the page of one record

record-unreadable-title = ein Eintrag, der nicht gelesen werden kann
record-unreadable = nicht lesbar
record-unreadable-kicker = { $kind }, ein Eintrag, der nicht gelesen werden kann
record-unreadable-lead = Diese Datei kann nicht als Eintrag gelesen werden ({ $kind }): { $problem } (Zeile { $line }). Sie wird gezeigt, wie sie ist; nichts davon ist beurteilt.
record-history = Historie
record-source = Quelltext
record-text = Text
record-links = Verknüpfungen
record-anomalies = Beurteilte Anomalien
record-link-retired = , außer Kraft
record-beneath = Änderungen darunter
record-beneath-since = Änderungen darunter seit { $version }
record-beneath-text = Niemand hat diesen Eintrag bearbeitet; geändert hat sich, worauf er beruht.
record-beneath-added = hinzugekommen
record-beneath-removed = entfernt
record-beneath-modified = geändert
record-beneath-moved = verschoben
record-beneath-affected = betroffen
record-class = Klasse { $class }
record-estimated = Eingeschätzt als { $estimate } mit { $controls ->
    [one] { $controls } Maßnahme
   *[other] { $controls } Maßnahmen
  }; aufgezeichnet als { $level }.
record-verifies = { $count ->
    [one] Verifiziert { $count } Eintrag
   *[other] Verifiziert { $count } Einträge
  }: { $result }.
record-retired = Außer Kraft: nicht mehr in Gebrauch.
record-stands = { $counts } zum Stichtag { $date }.
record-test-level = Ebene { $level }
record-approval-undated = Genehmigung aufgezeichnet als { $name }, ohne Datum
record-unchanged = unverändert seit { $version }
record-new = neu seit { $version }
record-changed = geändert seit { $version }
record-moved = Datei verschoben seit { $version }
record-rests-link = beruht auf Geändertem
record-rests = { $link } seit { $version }
record-unknown-fields = Felder, die diese Art nicht hat
record-gap-finding = Befund
record-was-not-there = nicht vorhanden in { $version }
record-was = war { $value } in { $version }
record-was-other = anderer Wortlaut in { $version }
record-column-anomaly = Anomalie
record-column-affected = Betroffen
record-column-state = Status
record-column-relevance = Relevanz
record-column-review = Bewertung
record-names = Dieser Eintrag nennt
record-named-by = Genannt von
record-no-commit = Noch kein Commit hat diese Datei berührt.
record-no-git = Die Einträge liegen in keinem Git-Repository: es gibt keine Historie.
record-cut-off = Dieser Klon ist flach: frühere Commits sind hier nicht bekannt.
record-lines = { $count ->
    [one] { $count } Zeile
   *[other] { $count } Zeilen
  }
record-over = { $record } über alle Versionen

## Values of fields

value-no-record = kein solcher Eintrag
value-yes = ja
value-no = nein
value-lfs = die Datei liegt in Git LFS, dies ist ihr Zeiger
value-no-file = keine solche Datei
value-outside = außerhalb des Repositorys
value-symlink = ein symbolischer Link, nicht verfolgt
value-submodule = in einem anderen Repository
value-folder = ein Ordner
value-ignored = von Git ignoriert
value-not-copied = nicht kopiert

## Sections of a record

section-identification = Identifizierung
section-use = Verwendung
section-class = Klasse
section-links-as-written = Verknüpfungen, wie geschrieben
section-machine-identity = Maschinenlesbare Kennungen
section-anomalies = Anomalien
section-run = Durchführung
section-review = Bewertung
section-change = Änderung
section-residual-risk = Restrisiko
section-monitoring = Überwachung
section-approval = Genehmigung
section-waiver = Ausnahmegenehmigung
section-security-and-support = Sicherheit und Support
section-release = Freigabe
section-problem = Problem
section-initial-risk = Anfängliches Risiko
section-impact = Auswirkung
section-verification = Verifizierung
section-requirements = Anforderungen
section-requirement = Anforderung
section-hazard-and-harm = Gefährdung und Schaden
section-decision = Entscheidung
section-control = Maßnahme
section-causes = Ursachen
section-record = Eintrag
section-provenance = Herkunft
section-licence = Lizenz
section-development-assurance = Entwicklungsqualität
section-architecture = Architektur
section-risk = Risiko
section-document = Dokument
section-controls = Maßnahmen

## Relations between records

relation-accepted-with = akzeptiert mit
relation-weighs-the-benefit-against = wägt den Nutzen ab gegen
relation-affects = betrifft
relation-affected-by = betroffen von
relation-applies-to = gilt für
relation-required-by = gefordert von
relation-brought-along-by = mitgebracht von
relation-brings-along = bringt mit
relation-caused-by = verursacht durch
relation-a-cause-of = eine Ursache von
relation-class-relies-on = Klasse stützt sich auf
relation-relied-on-by-the-class-of = Grundlage der Klasse von
relation-comes-of = folgt aus
relation-led-to = führte zu
relation-controlled-by = beherrscht durch
relation-controls = beherrscht
relation-done-with = durchgeführt mit
relation-used-by = verwendet von
relation-implements = setzt um
relation-implemented-by = umgesetzt durch
relation-judges-an-anomaly-of = beurteilt eine Anomalie von
relation-has-an-anomaly-judged-in = eine Anomalie beurteilt in
relation-keeps-an-anomaly-of = behält eine Anomalie von
relation-has-a-residual-anomaly-in = verbleibende Anomalie in
relation-keeps = behält
relation-kept-in = behalten in
relation-moves = wechselt
relation-moved-by = gewechselt durch
relation-names-an-anomaly-dealt-with-by = nennt eine Anomalie, behandelt durch
relation-deals-with-an-anomaly-of = behandelt eine Anomalie von
relation-names-an-anomaly-that-leads-to = nennt eine Anomalie, die führt zu
relation-reached-by-an-anomaly-of = erreicht von einer Anomalie von
relation-part-of = Teil von
relation-consists-of = besteht aus
relation-reviews-the-anomalies-of = bewertet die Anomalien von
relation-anomalies-reviewed-in = Anomalien bewertet in
relation-separation-described-in = Trennung beschrieben in
relation-describes-the-separation-of = beschreibt die Trennung von
relation-tested-with = getestet mit
relation-tested-in = getestet in
relation-used-in = verwendet in
relation-contains = enthält
relation-verifies = verifiziert
relation-verified-by = verifiziert durch
relation-waives-a-finding-of = nimmt einen Befund aus von
relation-has-a-finding-waived-by = Befund ausgenommen durch

