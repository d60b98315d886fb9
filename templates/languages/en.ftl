### What the site says itself, in English. One message a line: `id = text`; `{ $name }` is a hole. Every other language has the
### same messages with the same holes; what it lacks is said in English.

## Frame: what stands around every page

base-skip = Skip to content
base-sections = Sections
base-print = Print
base-all-versions = All versions
base-choose = Version { $version }, choose another
base-choose-any = All versions, choose one
base-no-release = not released
base-not-released = NOT RELEASED
base-release-state = Release state
base-not-released-says = These pages show { $tree ->
    [yes] the work tree
   *[no] { $version }
  }{ $changed ->
    [yes] , changed since its commit
   *[no] {""}
  }, as of { $date }. They are no release.
base-commit = commit { $commit }
base-as-of = as of { $date }
base-no-claim = Tureen makes no claim of conformity, validation or safety. This site shows what the records say, what is missing, and who said so.

## Sections

nav-home = Overview
nav-matrices = Matrices
nav-changes = Changes
nav-changes-since = Changes since { $version }
nav-findings = Findings
nav-provenance = Provenance
nav-versions = Versions
nav-soups = SOUP × release
nav-compare = Compare

## Kinds of record, many

kinds-item = Software items
kinds-soup = SOUP list
kinds-tool = Tools
kinds-requirement = Requirements
kinds-risk = Risks
kinds-control = Risk controls
kinds-verification = Verification
kinds-anomaly-review = Anomaly reviews
kinds-change = Change records
kinds-problem = Problem reports
kinds-document = Documents
kinds-release = Releases
kinds-waiver = Waivers

## Scripts: handed to them in words.js, without `script-`

script-filter = Filter
script-filter-of = Filter { $name }
script-sort-by = Sort by { $name }
script-shown = { $shown } of { $all } shown
script-shown-first = { $kept } of { $all } match, the first { $shown } are shown
script-more = Show all { $all }
script-csv = CSV of rows shown
script-view = Link to this view
script-copied = The address of this view is copied.
script-rows = rows
script-class = Class
script-state = State
script-level = Level
script-state-fresh = no findings
script-state-stale = stale
script-state-missing = findings
script-state-waived = waived
script-state-na = not applicable
script-level-error = errors
script-level-warning = warnings
script-level-note = notes
