### What the site says itself, in English. One message a line: `id = text`; `{ $name }` is a hole. Every other language has the
### same messages with the same holes; what it lacks is said in English.

## Frame: what stands around every page

base-skip = Skip to content
base-sections = Sections
base-search = Search
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
script-search = Search
script-search-in = Search { $version }
script-search-results = Results
script-search-found = { $count ->
    [one] { $count } result
   *[other] { $count } results
  }
script-search-all = All { $count } results
script-search-none = Nothing is found.
script-search-cut = Many words begin like this: type more of it to see all.
script-search-failed = The index cannot be loaded; it lies in data/search beside these pages.
script-place-2 = known as { $word }
script-place-3 = field: { $word }
script-place-4 = text: { $word }

## Trace

trace-name-source = Risks and controls
trace-name-risk = Causes, controls and their proof
trace-name-proof = From cause to proof
trace-name-change = What it comes of and leads to
trace-above = What it serves
trace-below = What follows from it
trace-again = as above
trace-table = chain table
trace-cut = At { $count } of these entries more follows than this page has room for; all of it is in the { $table }.
trace-no-risk = no risk
trace-no-cause = no cause
trace-no-control = no control
trace-no-requirement = no requirement
trace-no-verification = no verification
trace-no-own-verification = control itself not verified
trace-no-purpose = serves nothing
trace-waived = waived by { $by }
trace-why-external = outside the software
trace-why-information = information for safety
trace-why-class-a = not asked for in class A
trace-why-level = initial risk: { $level }
trace-why-rationale = rationale recorded
trace-why-not-asked = no rule in force asks for it
trace-picture = The chain above as a picture, from left to right
trace-caption = The same as a picture. Dashed: a gap that a rule reports. Dotted: nothing is asked for there, or it is waived.
trace-part = Shown here: { $shown } of { $count } entries; the list above goes on.
trace-column-report = Report or review
trace-column-change = Change
trace-column-source = SOUP or item
trace-column-risk = Risk
trace-column-control = Control
trace-column-requirement = Requirement
trace-column-verification = Verification
trace-result = Result

## Chain

chain-title = From hazardous situation to verified control
chain-how = pick any row and follow it
chain-rows = rows
chain-situation = Hazardous situation
chain-cause = SOUP or item, and cause
chain-control = Control
chain-requirement = Requirement
chain-verification = Verification
chain-result = Result
chain-none = There is no risk record.
chain-lead = { $risks ->
    [one] One risk
   *[other] { $risks } risks
  } in { $rows ->
    [one] one row
   *[other] { $rows } rows
  } as of { $date }: { $open ->
    [0] no row has a gap that a rule reports
    [one] one row has a gap that a rule reports
   *[other] { $open } rows have a gap that a rule reports
  }, { $waived ->
    [one] one is waived
   *[other] { $waived } are waived
  }, { $justified ->
    [one] one lacks what nothing asks for
   *[other] { $justified } lack what nothing asks for
  }.
chain-states = missing=gaps;stale=overtaken;waived=waived;na=nothing asked;fresh=complete
chain-gaps = Gaps that a rule reports
chain-parts = Parts of the table
chain-part = Part { $part } of { $parts }.
chain-all = All parts and all gaps
chain-more = And { $count } more, in the parts below.
chain-folded = { $count } more ways to its proof
chain-part-risks = Risks
chain-part-rows = Rows
chain-part-open = Gaps
chain-part-waived = Waived
chain-part-justified = Not asked for

## Pictures

versions-over-time = Over time
versions-count-errors = Errors
versions-count-warnings = Warnings
versions-count-notes = Notes
versions-count-stale = Overtaken
versions-count-waived = Waived
versions-count-soups = SOUP
versions-count-moved = Moved
versions-count-added = Added
versions-count-removed = Removed
versions-version = Version
versions-date = Date
versions-unreleased = not released
versions-findings = Open findings
versions-moves = SOUP against the version before
versions-caption = Oldest version at the left. Each is judged by its own rules and as of its own day; columns count what is open and grade nothing.
versions-numbers = The numbers
classes-class = class { $class }
classes-of-items = Software items
classes-of-soup = SOUP

## Search page

search-title = Search
search-lead = { $count ->
    [one] { $count } record
   *[other] { $count } records
  } of { $version } and the pages about them: by id, title, package, CVE, clause, field or any word.
search-needs-script = Searching needs a script, which this reader does not run. All ids are below, by kind; the lists of each kind say more.
search-in-a-list = { $count } in a list with states
search-no-id = no id
search-kind-item = software item
search-kind-soup = SOUP
search-kind-tool = tool
search-kind-requirement = requirement
search-kind-risk = risk
search-kind-control = risk control
search-kind-verification = verification
search-kind-anomaly-review = anomaly review
search-kind-change = change record
search-kind-problem = problem report
search-kind-document = document
search-kind-release = release
search-kind-waiver = waiver
search-kind-page = page
