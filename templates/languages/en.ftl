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
base-on-this-page = On this page
base-the-work-tree = the work tree

## Sections

nav-home = Overview
nav-matrices = Matrices
nav-changes = Changes
nav-changes-since = Changes since { $version }
nav-findings = Findings
nav-provenance = Provenance
nav-guide = Guide
nav-print = Whole file
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

## Versions, at the root

versions-work-tree = the work tree
versions-as-of = As of
versions-commit = Commit
versions-records = Records
versions-compared = Against the one before
versions-newest = newest release
versions-first = first in this list
versions-waived = { $count } waived
versions-releases = { $count ->
    [one] One release.
   *[other] { $count } releases.
  }
versions-releases-and = { $count ->
    [one] One release and { $open }.
   *[other] { $count } releases and { $open }.
  }
versions-newest-is = The newest release is { $version } of { $date }: { $counts } as of { $day }.
versions-reading = Reading this site
versions-reading-says = Each version is a folder that is complete in itself: it can be copied, zipped or printed alone. Links, tables and states work without a script. Start at a version’s overview, or look over all versions:
versions-to-soups = which version of each SOUP is in which release
versions-to-compare = what differs between two versions

## SOUP × release

soups-lead = { $count } SOUP in { $versions ->
    [one] one version
   *[other] { $versions } versions
  }; a version in bold is another one than in the column before.
soups-no-version = no version
soups-none = There is no SOUP.

## Compare

compare-heading = Compare two versions
compare-lead = { $count ->
    [one] One comparison is made beforehand. Any other two versions are compared here, by a script in the browser.
   *[other] { $count } comparisons are made beforehand. Any other two versions are compared here, by a script in the browser.
  }
compare-from = From
compare-to = To
compare-later-open = NOT RELEASED: the later of the two is no release.
compare-facts = commit { $commit }, as of { $date }, { $records ->
    [one] one record
   *[other] { $records } records
  }
compare-made = Made beforehand
compare-made-says = These also say what a change means: evidence that no longer holds, findings that came and went, what is owed.
compare-one = There is one version: nothing to compare it with.
base-open-among = Among the versions shown here is { $version }, as of { $date }, which is no release.
base-open-later = The later of the two is { $version }, as of { $date }. It is no release.

## History of a record

history-title = { $id } { $title }, history
history-kicker = { $id } over all versions · { $kind }
history-all = In every version, from { $first } to { $last }.
history-since = In every version since { $first }.
history-gaps = Since { $first }, not in every version.
history-until = From { $first } to { $last }, and in no version since.
history-never = It never changed.
history-changed = { $count ->
    [one] It changed in one version, { $newest }: { $fields }.
   *[other] It changed in { $count } versions, the last time in { $newest }: { $fields }.
  }
history-fields = { $count ->
    [one] one field change in all
   *[other] { $count } field changes in all
  }
history-shallow = This clone is shallow: versions and commits before those shown are not known here.
history-picture = How { $id } stood in each of { $count } versions, from { $first } on; the same stands in words below
history-over = Over all versions
history-marks = A mark for each version:
history-mark-changed = the record is new or changed
history-when = What changed when
history-same-until = the same until { $version }
history-first = first version that has it
history-first-as = first version that has it, as { $version }
history-back = back again
history-gone = gone
history-absent = not there
history-edited = changed
history-untouched = not edited
history-rewritten = written otherwise, and says the same
history-unreadable = cannot be read as a record: { $reason }
history-readable = can be read again; before: { $reason }
history-kind = kind { $step }
history-file = file moved: { $step }
history-class = judged by class { $step }
history-text = text changed: { $link }
history-text-words = its words
history-more = and { $count } more
history-stood = stood { $step }
history-approval = { $name } on { $date }
history-approved = approved by { $now }
history-approved-anew = approved by { $now }, before by { $was }
history-unapproved = no longer approved, before by { $was }
history-added = { $field }: { $value } added
history-removed = { $field }: { $value } removed
commits-first-in = first in { $version }

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
script-switch-lacks = page not in this version
script-switch-open = not released
script-switch-all = All versions
script-superseded = SUPERSEDED
script-superseded-says = { $version } is not the newest release:
script-superseded-by = { $version } of { $date }
script-superseded-page = this page in { $version } of { $date }
script-compare-added = { $count } added
script-compare-removed = { $count } removed
script-compare-modified = { $count } modified
script-compare-moved = { $count ->
    [one] one file moved
   *[other] { $count } files moved
  }
script-compare-nothing = No record differs.
script-compare-lacks = Put together in the browser from what each version adds over the one before it. Not shown: which evidence no longer holds and why, which findings came and went, and what is owed; `{ $command }` tells them.
script-compare-soup = SOUP that moved
script-compare-record = Record
script-compare-new = not in use
script-compare-gone = no longer in use
script-compare-no-version = no version
script-compare-none = None.
script-compare-stands = Not edited, and stands otherwise
script-compare-findings = { $count ->
    [one] 1 finding
   *[other] { $count } findings
  }
script-compare-waived = { $count } waived
script-compare-notes = { $count ->
    [one] 1 note
   *[other] { $count } notes
  }
script-compare-field-added = added
script-compare-field-removed = removed
script-compare-unreadable = cannot be read as a record: { $reason }
script-compare-readable = can be read again
script-compare-kind = kind
script-compare-file = file moved:
script-compare-class = judged by class
script-compare-text = text changed
script-compare-stood = stood
script-compare-same = Choose two different versions.
script-compare-unknown = One of the two versions in the address is not in this site.
script-compare-failed = { $file } cannot be loaded: the folder compare/data belongs beside this page.
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
trace-above-served = What it serves
trace-above-source = What it comes of
trace-below = What follows from it
trace-again = as above
trace-table = chain table
trace-cut = At { $count } of these entries more follows than this page has room for; all of it is in the { $table }.
trace-no-risk = no risk
trace-no-cause = no cause
trace-no-control = no control
trace-no-requirement = no requirement
trace-no-verification = no verification
trace-no-own-verification = control not verified
trace-no-purpose = serves nothing
trace-waived = waived by { $by }
trace-why-external = outside the software
trace-why-information = information for safety
trace-why-class-a = not asked for in class A
trace-why-level = initial risk: { $level }
trace-why-rationale = rationale recorded
trace-why-not-asked = no rule in force asks for it
trace-picture = The chain above as a picture, from left to right
trace-caption = The same as a picture.
trace-dashed = Dashed: a gap that a rule reports.
trace-dotted = Dotted: a gap with its reason.
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
    [0] none is waived
    [one] one is waived
   *[other] { $waived } are waived
  }, { $justified ->
    [0] none has one with its reason beside it
    [one] one has a gap with its reason beside it
   *[other] { $justified } have a gap with its reason beside it
  }.
chain-states = missing=gaps;stale=overtaken;waived=waived;na=gaps with a reason;fresh=complete
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
chain-part-justified = With a reason

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

## Due

due-title = Due
due-lead = As of { $date }: { $near } due within 90 days, { $overdue } of them overdue.
due-settings = counted as the rules count: { $vulnerability } days between anomaly reviews and { $full } between full reviews unless a SOUP says otherwise, { $grace } of grace, { $triage } to triage, { $decision } to decide
due-overdue = Overdue
due-within-30 = Within 30 days
due-within-60 = Within 60 days
due-within-90 = Within 90 days
due-later = Later
due-undated = No day
due-answered = Ended, with a plan
due-about-overdue = The last day to be in time has passed, grace counted in.
due-about-within-30 = From the as-of date on; what is inside its days of grace is here too.
due-about-within-60 = In 31 to 60 days.
due-about-within-90 = In 61 to 90 days.
due-about-later = After more than 90 days.
due-about-undated = Something is owed, and nothing written tells by when.
due-about-answered = Support has ended, and the record says what comes of it. Not counted as overdue.
due-head-record = Record
due-head-title = Title
due-head-what = What
due-head-day = Day
due-head-owner = Asked of
due-head-counted = Counted from
due-head-state = Finding
due-what-anomaly-review = anomaly review
due-what-full-review = full review
due-what-end-of-support = support ends
due-what-revisit = deferred change to be looked at again
due-what-decision = change to be decided
due-what-triage = anomaly to be triaged
due-what-waiver = waiver ends
due-today = today
due-in-days = { $days ->
    [one] tomorrow
   *[other] in { $days } days
 }
due-days-ago = { $days ->
    [one] yesterday
   *[other] { $days } days ago
 }
due-grace = in grace until { $date }
due-no-day = no day
due-no-owner = nobody named
due-no-rule = overdue
due-in-time = none
due-waived = waived
due-from-approval = approval of the record
due-from-request = request
due-counted = { $from } of { $date }, plus { $days } days
due-since = { $from } of { $date }
due-never = no dated review covers it yet
due-nothing = no day is recorded
due-several = { $count } records
due-chips = missing=findings;waived=waived;fresh=none
due-none = Nothing in these records asks for anybody by a day.

## Anomalies

anomalies-title = Anomalies
anomalies-lead = { $known } known as of { $date }: { $open } open, { $listed } of these listed as residual.
anomalies-governs = the newest entry of a live review governs; that a later review does not list an anomaly closes nothing
anomalies-score-no-risk = a score is a severity, not a risk
anomalies-known = known
anomalies-open = open
anomalies-untriaged = not triaged
anomalies-kev = known to be exploited
anomalies-listed = open and listed
anomalies-residual = Residual anomalies
anomalies-unresolved = Unresolved anomalies, as a submission tells of them
anomalies-all = All known anomalies
anomalies-problems = Problem reports
anomalies-lists = Open anomalies against the list of { $lists }.
anomalies-no-release = No release record is there that could list them.
anomalies-none-open = No anomaly is recorded as open.
anomalies-none = No anomaly is recorded in a live review. That is a statement of the reviews, not of the world.
anomalies-no-problems = There is no problem report.
anomalies-about-unresolved = Per anomaly: description, how it was found and its cause where recorded, its effect, what came of it, and why it is left in. What is not recorded is shown as a gap.
anomalies-reviews = { $count ->
    [one] The review from which this is taken
   *[other] The { $count } reviews from which this is taken
 }
anomalies-stray = { $anomaly } of { $soup } is listed by { $release } and is not open.
anomalies-head-anomaly = Anomaly
anomalies-head-description = Description
anomalies-head-soup = SOUP
anomalies-head-condition = State
anomalies-head-listed = Residual list
anomalies-head-relevance = Safety relevance
anomalies-head-rationale = Evaluation
anomalies-head-found = How found
anomalies-head-cause = Root cause
anomalies-head-effect = Effect on safety and effectiveness
anomalies-head-outcome = Outcome
anomalies-head-leaving = Reason for leaving it
anomalies-head-days = Open since
anomalies-affected = affected: { $range }
anomalies-head-score = Score, exploitation
anomalies-head-review = Governing review
anomalies-head-since = Known since
anomalies-chips = missing=open;fresh=settled
anomalies-head-problem = Report
anomalies-head-title = Title
anomalies-head-criticality = Criticality
anomalies-head-affects = Affects
anomalies-head-disposition = Disposition
anomalies-is-listed = listed
anomalies-not-listed = not listed
anomalies-no-list = no list
anomalies-no-condition = no state
anomalies-not-said = not recorded
anomalies-no-field = no field
anomalies-see-review = if recorded, in the text of { $review }
anomalies-no-reason = no reason recorded
anomalies-undecided = no decision
anomalies-undated = no day
anomalies-disputed = disputed by the maintainers
anomalies-days = { $days ->
    [one] one day
   *[other] { $days } days
 }
anomalies-no-disposition = no disposition
anomalies-residual-instead = listed as residual

## Clauses

clauses-title = Clauses
clauses-lead = { $count } rulesets in use, judged as of { $date }: each clause with the rules that look after it and the records that answer it.
clauses-own-words = titles and summaries are our own words; the standard alone says what it asks
clauses-how = How to read this
clauses-limits = A clause with findings is shown as a gap. “No findings” means that the rules that look after a clause reported nothing about these records on that day; it does not mean that the clause is met. Where no rule looks after a clause, what there is for it is for people to show.
clauses-ruleset-lead = { $name }: { $count } clauses that bear on a SOUP file, { $gaps } of them with open findings as of { $date }.
clauses-all = All clauses
clauses-gaps = gaps
clauses-rules = looked after by
clauses-head-ruleset = Ruleset
clauses-head-about = About
clauses-head-edition = Edition
clauses-head-clauses = Clauses
clauses-head-answered = No findings
clauses-head-gaps = Gaps
clauses-head-waived = Waived
clauses-head-people = For people
clauses-head-na = Not asked here
clauses-head-clause = Clause
clauses-head-asks = Asks for
clauses-head-classes = Classes
clauses-head-rules = Rules
clauses-head-records = Records
clauses-head-findings = Findings
clauses-head-stands = State
clauses-head-record = Record
clauses-head-title = Title
clauses-head-kind = Kind
clauses-head-class = Class
clauses-chips = missing=gaps;waived=waived;fresh=no findings;na=for people or not asked
clauses-off = off: not among the rulesets in tureen.toml
clauses-stands-gap = gaps
clauses-stands-waived = waived
clauses-stands-answered = no findings
clauses-stands-people = for people to show
clauses-stands-na = not asked of anything here
clauses-findings = { $count ->
    [one] one finding
   *[other] { $count } findings
 }
clauses-count-waived = { $count } waived
clauses-records = { $count ->
    [one] one record
   *[other] { $count } records
 }
clauses-evidence = evidence present
clauses-no-findings = no findings
clauses-classes = classes { $classes }
clauses-as-of = as of { $date }
clauses-answered-by = evidence present
clauses-pages = see
clauses-silent = nothing written there
clauses-reasoned = not applicable
clauses-not-asked = not asked
clauses-class-reach = by class: it is asked of classes { $classes }
clauses-no-cause = a reason is recorded why failure of it cannot contribute to a hazardous situation
clauses-has-risks = its risks are recorded instead
clauses-no-separation = no separation lowers its class
clauses-no-such-record = no record here is of a kind that it is asked of
clauses-looked-after = looked after
clauses-for-people = no rule looks after this, and no part of a record is for it: for people to show
clauses-for-people-records = no rule looks after this: whether the records say enough is for people to show
clauses-waived = waived
clauses-waived-by = waived by
clauses-waived-until = approval recorded as { $by }, until { $date }
clauses-at-release = asked at a release only
clauses-cannot-tell = could not be judged without history

## Approvals

approvals-title = Approvals
approvals-lead = { $recorded } of { $live } live records carry an approver and a day as of { $date }; { $stale } of these changed in what counts after that.
approvals-no-signature = an approval is a statement in a file; whether it is a signature is for your procedures to say
approvals-no-history = What git shows was not judged, or not wholly: history is missing here.
approvals-live = live records
approvals-recorded = recorded
approvals-stale = changed since
approvals-missing = not recorded
approvals-uncommitted = not committed
approvals-signed = in signed commits
approvals-version = This version
approvals-kinds = By kind of record
approvals-exceptions = Live records without an approval that stands
approvals-no-exceptions = None: every live record carries an approver and a day, and no stale approval is found.
approvals-changes = Changes since the release before: approved before they were made?
approvals-no-moves = No SOUP moved since the release before, or there is none.
approvals-limits = What git can show, and its limits
approvals-limits-link = What git can show, and its limits
approvals-kind-title = Approvals: { $kind }
approvals-kind-lead = { $recorded } of { $live } live records carry an approver and a day as of { $date }.
approvals-head-kind = Kind
approvals-head-live = Live
approvals-head-recorded = Recorded
approvals-head-stale = Changed since
approvals-head-uncommitted = Not committed
approvals-head-partial = Name or day missing
approvals-head-missing = Nobody recorded
approvals-head-signed = Commit signed
approvals-head-between = Committed
approvals-head-record = Record
approvals-head-title = Title
approvals-head-by = Approval recorded as
approvals-head-on = On
approvals-head-commit = Written down by commit
approvals-head-author = Author
approvals-head-committer = Committer, if another
approvals-head-committed = Committed on
approvals-head-signature = Signature
approvals-head-stands = State
approvals-head-soup = SOUP
approvals-head-move = From → to
approvals-head-change = Change record
approvals-head-order = Order
approvals-head-git = Git can show
approvals-head-limit = Limit
approvals-stands-missing = not recorded
approvals-stands-partial = name or day missing
approvals-stands-stale = changed since
approvals-stands-uncommitted = not committed
approvals-stands-recorded = recorded
approvals-chips = missing=not recorded;stale=changed or not committed;fresh=recorded
approvals-nobody = nobody
approvals-undated = no day
approvals-unknown = not in this clone
approvals-present = present, not checked
approvals-absent = none
approvals-none = none
approvals-no-change = no change record for this step
approvals-not-approved = no approval recorded
approvals-no-commit = not committed, or not known
approvals-before = approved on or before that day
approvals-after = approved after that day
approvals-tag = tag
approvals-untagged = none: this version is not released
approvals-git-content = the exact content of a baseline: commit and tree
approvals-limit-content = integrity, not authorship
approvals-git-who = who: author and committer, and whether the commit is signed
approvals-limit-who = names are self-declared unless signed; which person a key belongs to is for the manufacturer's procedure
approvals-git-when = when: the dates of author, committer and tagger
approvals-limit-when = self-declared, and no trusted time
approvals-git-meaning = meaning: approved_by and approved_on in a record, trailers such as Reviewed-by
approvals-limit-meaning = a statement; whether it is a legal signature depends on the manufacturer's procedures
approvals-git-review = review: merge commits, and review records kept in the repository
approvals-limit-review = reviews live on the forge, not in git
approvals-git-history = the history of each record, and the change record that covers each difference
approvals-limit-history = history can be rewritten where branches are not protected; shown is what could be reached when this was built
approvals-git-release = approval of a release: an annotated, signed tag
approvals-limit-release = a signature is by a key; it is not an electronic signature in the sense of a regulation
approvals-signature = signature of the tag

## Sheets: tables that auditors and submissions ask for

sheets-gap = not recorded
sheets-chips = missing=gaps;stale=stale;waived=waived;fresh=nothing missing
sheets-finding = finding
sheets-no-file = not in the repository

sheets-risks-title = Risks with initial and residual levels
sheets-risks-about = severity, probability, level before and after controls, acceptance
sheets-risks-lead = { $count } risks as of { $date }; { $gaps } of them show a gap.
sheets-risks-note = Levels are those that the records state by the project's own matrix. Whether a risk may stay is a person's decision; shown is who is recorded to have taken it.
sheets-risks-none = There is no risk record.
sheets-risks-harm = harm:
sheets-risks-not-evaluated = not evaluated
sheets-risks-no-level = no level
sheets-risks-no-control = no control
sheets-risks-unaccepted = no acceptance recorded
sheets-risks-none-asked = none recorded, and none asked for at this level
sheets-risks-accepted = acceptance recorded as { $by }, { $date }
sheets-risks-head-risk = Risk
sheets-risks-head-situation = Hazardous situation and harm
sheets-risks-head-causes = Causes
sheets-risks-head-initial = Initial level
sheets-risks-head-controls = Controls
sheets-risks-head-residual = Residual level
sheets-risks-head-acceptance = Acceptance

sheets-segregation-title = Segregation
sheets-segregation-about = what keeps a fault from spreading where it lowers a class
sheets-segregation-lead = { $count } separations as of { $date }; { $gaps } of them show a gap.
sheets-segregation-note = A lower class counts only where what it needs is there; otherwise the record is judged by the class that it would inherit.
sheets-segregation-none = No record describes a separation, and none lowers a class.
sheets-segregation-lowered = { $class }, lowered from { $inherited }
sheets-segregation-head-record = Record
sheets-segregation-head-class = Class
sheets-segregation-head-rationale = Rationale
sheets-segregation-head-mechanism = Mechanism
sheets-segregation-head-shared = Shared resources
sheets-segregation-head-architecture = Architecture
sheets-segregation-head-evidence = Evidence: the fault provoked
sheets-segregation-head-findings = Findings

sheets-licence-title = Licences
sheets-licence-about = SPDX expression, text, source and changes of each SOUP
sheets-licence-lead = { $count } SOUP as of { $date }; { $gaps } of them show a gap.
sheets-licence-note = Whether a licence lets the device ship this way is for people to judge.
sheets-licence-none = There is no SOUP record.
sheets-licence-not-spdx = not an SPDX expression
sheets-licence-unmodified = no
sheets-licence-patches = yes, { $count ->
    [one] one patch
   *[other] { $count } patches
 }
sheets-licence-head-soup = SOUP
sheets-licence-head-version = Version
sheets-licence-head-licence = Licence
sheets-licence-head-text = Text
sheets-licence-head-source = Source
sheets-licence-head-modified = Modified
sheets-licence-head-hosts = Used in

sheets-support-title = Support addendum
sheets-support-about = supplier, identifier, level and end of support, vulnerabilities, risks, plan
sheets-support-lead = { $count } SOUP as of { $date }; { $gaps } of them show a gap.
sheets-support-note = In the order in which the FDA's premarket cybersecurity guidance and the NTIA minimum elements ask. Author and time of these data are the commit and the as-of date of this page. Vulnerabilities are those that live reviews record; a scanner may know others.
sheets-support-none = There is no SOUP record.
sheets-support-brought-by = { $hosts }, brought along by { $soup }
sheets-support-assessed = looked up { $date }
sheets-support-no-date = no date given
sheets-support-no-plan = none recorded; support goes on
sheets-support-none-recorded = none recorded in reviews; newest { $review } of { $date }
sheets-support-never-reviewed = never reviewed
sheets-support-more = and { $count } more
sheets-support-found = found: { $how }
sheets-support-found-unknown = how it was found is not recorded
sheets-support-no-risk = no risk linked
sheets-support-head-soup = SOUP
sheets-support-head-supplier = Supplier, version
sheets-support-head-identifier = Identifiers and hashes
sheets-support-head-relation = Used in
sheets-support-head-level = Level of support
sheets-support-head-end = End of support, or why none can be given
sheets-support-head-known = Known vulnerabilities, and how each was found
sheets-support-head-risk = Risks and controls
sheets-support-head-plan = Plan if support ends

sheets-ots-title = Off-the-shelf software
sheets-ots-about = the regulator's questions for each SOUP: answered, gap, or for people to show
sheets-ots-lead = { $count } SOUP as of { $date }; { $gaps } of them show a gap.
sheets-ots-note = The questions of the FDA's guidance in its order. Which documentation level applies, basic or enhanced, is the manufacturer's decision and stands in no record. “Answered” means that something is recorded, not that it is enough. What the end user has to do, and how wrong versions are kept out at installation and start, has no field here.
sheets-ots-none = There is no SOUP record.
sheets-ots-answered = answered
sheets-ots-partly = { $there } of { $all } recorded
sheets-ots-people = no field: for people to show
sheets-ots-enhanced = enhanced level only
sheets-ots-lacks = not recorded: { $parts }
sheets-ots-not-applicable = not applicable
sheets-ots-no-cause = failure cannot contribute, as recorded
sheets-ots-runs = { $passed } of { $runs } verifications passed
sheets-ots-stale = { $count } stale
sheets-ots-more = and { $count } more
sheets-ots-part-assurance = methods or master file
sheets-ots-part-continues = plan if the developer stops
sheets-ots-gap-title = no title
sheets-ots-gap-manufacturer = no manufacturer
sheets-ots-gap-version = no version
sheets-ots-gap-release-date = no release date
sheets-ots-gap-fits = not said why it fits
sheets-ots-gap-limitations = no design limitations
sheets-ots-gap-hardware = no hardware
sheets-ots-gap-software = no software
sheets-ots-gap-function = no intended use
sheets-ots-gap-links = no item uses it
sheets-ots-gap-identifier = no identifier
sheets-ots-gap-monitoring = no monitoring plan
sheets-ots-gap-updates = no update strategy
sheets-ots-gap-requirements = no requirement
sheets-ots-gap-tests = no passed verification
sheets-ots-gap-sources = no list of problems named
sheets-ots-gap-known-problems = no review of problems
sheets-ots-gap-risks = no risk, and no reason
sheets-ots-gap-assurance = no development assurance
sheets-ots-gap-continues = no plan
sheets-ots-head-soup = SOUP
sheets-ots-head-what = What is it?
sheets-ots-head-system = What does it run on?
sheets-ots-head-user = What must the end user do?
sheets-ots-head-does = What does it do?
sheets-ots-head-works = How do you know it works?
sheets-ots-head-control = How is it controlled?
sheets-ots-head-risk = Risks
sheets-ots-head-assurance = Assurance (enhanced only)

## Overview: its links

home-everything = Everything in this version
home-more-anomalies = And { $count } more open anomalies.
home-more-due = And { $count } more that are due.
home-about-approvals = who is recorded to have approved what, what git shows of it, and the limits
home-about-provenance = tag, commit, tool, and how to check

## What rows of tables are called

nouns-entries = entries
nouns-rows = rows
nouns-kinds = kinds
nouns-records = records
nouns-moves = moves
nouns-rulesets = rulesets
nouns-clauses = clauses

## Forecast

forecast-title = What falls due, by month
forecast-sort-reviews = Reviews
forecast-sort-support = Ends of support
forecast-sort-decisions = Decisions and waivers
forecast-overdue = Overdue
forecast-month = Month
forecast-caption = By the days that the records state, from the month of the as-of date on; what is still in its days of grace stands in that month. { $later ->
    [0] Nothing is known to fall due later.
    [one] One falls due later.
   *[other] { $later } fall due later.
  }
forecast-numbers = The numbers

## Provenance

provenance-lead = { $version } is commit { $commit }; { $signed }. Made by { $tool }: the same commit, settings and as-of date give the same bytes.
provenance-lead-no-commit = { $version }, of files that no commit names. Made by { $tool }.
provenance-short-no-tag = no release tag names it
provenance-short-unchecked = its tag carries a signature that was not checked
provenance-short-unsigned = its tag is not signed
provenance-short-good = its tag is signed with a key of the repository's list
provenance-short-not-listed = its tag is signed with a key that the repository's list does not give
provenance-short-bad = the signature of its tag is bad
provenance-moment = Moment
provenance-signatures = Signatures in git
provenance-tool = Tool and settings
provenance-records = Records by kind
provenance-check = Check it yourself
provenance-limits = What git shows, and its limits
provenance-sign-here = Signatures on paper
provenance-label-tag = tag
provenance-label-tag-object = tag object
provenance-label-tagger = tagger
provenance-label-tag-message = tag message
provenance-label-moment = moment
provenance-label-commit = commit
provenance-label-tree = tree
provenance-label-subject = subject
provenance-label-author = author
provenance-label-committer = committer
provenance-label-trailers = trailers
provenance-label-work-tree = work tree
provenance-label-as-of = as of
provenance-label-history = history
provenance-label-hash = hash function of git
provenance-label-tool = tool
provenance-label-sources = its sources, SHA-256
provenance-label-rulesets = rulesets
provenance-label-settings = settings
provenance-label-language = language
provenance-label-intended-use = intended use
provenance-label-tag-signature = signature of the tag
provenance-label-commit-signature = signature of the commit
provenance-label-before = key before
provenance-label-list = list of keys
provenance-annotated = annotated
provenance-lightweight = lightweight, so without a date or a name of its own
provenance-self-declared = self-declared, not checked
provenance-trailers-are = statements in the commit's message
provenance-differs = the device's files differ from the commit
provenance-as-of-tag = the tag's own date
provenance-as-of-given = given when it was built; the tag has another date
provenance-as-of-build = the day of the build, or one that was given
provenance-history-whole = complete
provenance-history-cut = cut off: the clone is shallow
provenance-history-none = none: the records are in no git repository
provenance-unchecked-history = not checked: history was left out on request
provenance-intended-use = shows records, links and findings; decides nothing
provenance-unsigned = not signed
provenance-unsigned-means = names and dates are what git was told
provenance-good = good
provenance-good-by = by the key of { $principals }: { $key }, line { $line } of { $list }
provenance-not-listed = matches, key not trusted
provenance-no-list = there is no list of keys
provenance-not-in-list = the list does not give this key
provenance-bad = bad
provenance-unsupported = not checked: a kind of key that is not supported
provenance-not-verified = present, not verified
provenance-unknown-sort = of an unknown sort
provenance-known = known before
provenance-new = new key
provenance-before-none = there is no release before this one: that the key stands in this release's own list says nothing of who put it there
provenance-before-no-list = { $version }, the release before, has no list: that the key stands in this release's own list says nothing of who put it there
provenance-before-known = { $version }, the release before, lists the key too
provenance-before-new = { $version }, the release before, does not list the key: it came into the list since. Ask who put it there, and look at that commit.
provenance-other-name = the tag says { $tagger }, and the list gives the key to { $principals }
provenance-list-absent = there is none at { $list } in this commit
provenance-list-unreadable = { $list } in this commit cannot be read: { $reason }
provenance-list-count = { $count ->
    [one] read from this commit: one key
   *[other] read from this commit: { $count } keys
  }
provenance-list-fault = line { $line } is left out: { $reason }
provenance-signature-limits = A good signature shows that whoever held the key signed exactly this tag or commit. Whose key it is, and what signing means, is for the manufacturer's procedures to say; it is not an electronic signature in the sense of a regulation. The time of a signature is the tag's own word.
provenance-kind = Kind
provenance-live = Live
provenance-retired = Retired
provenance-malformed = Cannot be read
provenance-folder = Folder
provenance-problems = Places that could not be listed as they are:
provenance-check-manifest = In this version's folder: has a file changed since it was written? Whoever changes a page can change the list as well.
provenance-check-verify = In a clone of the repository, with the tool of the version above: is every file what the tag gives? Each page is built anew and compared.
provenance-check-build = Or build it again, and compare the folders:
provenance-check-never = A state that no tag or commit holds cannot be built again later.
provenance-file-manifest = SHA-256 of every file of this version
provenance-file-inputs = what decides about the bytes of this folder
provenance-file-dossier = every record with its fields, links, state and the SHA-256 of its file
provenance-file-findings = findings for other programs (SARIF)
provenance-git-shows = Git shows
provenance-git-does-not = Its limit
provenance-sign-name = Name
provenance-sign-role = Role
provenance-sign-meaning = Meaning
provenance-sign-date = Date and signature
provenance-sign-prepared = prepared
provenance-sign-approved = approved

## Limits: one text, on the overview, in print, in the guide and on the provenance page

limits-heading = Limits of this file
limits-text = Dates, authors and approvals are what the repository states; a git identity is not a legal signature. Tureen makes no claim of conformity, validation or safety, and decides of no risk whether it is acceptable. This site shows what the records say, what is missing, and who said so; that no rule reports anything does not mean that nothing is wrong.

## Signatures

signatures-heading = Signatures
signatures-name = Name
signatures-role = Role
signatures-meaning = Meaning of the signature
signatures-date = Date and signature
signatures-prepared = prepared
signatures-reviewed = reviewed
signatures-approved = approved

## Print

print-title = The whole file for paper
print-part = { $name }, part { $number } of { $of }
print-lead = Everything in { $version } on paper: { $count ->
    [one] one record
   *[other] { $count } records
 }, matrices, findings and waivers.
print-parts-lead = Everything in { $version } on paper: { $count } records with matrices, findings and waivers. They are too many for one document: they are in { $parts } documents, each to be opened and printed by itself. This one is the cover.
print-part-lead = A part of the file of { $version }. Cover, approval and the list of all parts: { $whole }.
print-facts = the history and the source of each record are on its page
print-cover-device = device
print-cover-device-id = identifier
print-cover-manufacturer = manufacturer
print-cover-version = version
print-cover-tag = tag
print-cover-commit = commit
print-cover-tree = tree
print-cover-as-of = as of
print-cover-tool = tool
print-cover-rulesets = rulesets
print-cover-verdict = findings
print-not-released = NOT RELEASED
print-approval = Approval as recorded
print-contents = Contents
print-part-column = Document
print-records-column = Records
print-range-column = From – to

## Forms

forms-title = Forms
forms-lead = For each of { $count } SOUP of { $version } the assessment form with all that is recorded, and blank forms to be filled in by hand.
forms-facts = to be printed and signed; what is signed on paper is a record of yours, not of this site
forms-blank = Blank forms
forms-soup = Assessment of each SOUP
forms-id = SOUP
forms-name = Title
forms-version = Version
forms-class = Class
forms-state = State
forms-none = There is no SOUP record.
form-link = assessment form

form-title = SOUP assessment form
form-lead = { $asked } of { $all } blocks are asked of this SOUP; { $open ->
    [0] no rule reports a gap in any of them
    [one] a rule reports a gap in one of them
   *[other] rules report gaps in { $open } of them
 }, as of { $date }.
form-record = the record itself
form-all-classes = all classes
form-classes = { $classes ->
    [C] class C
   *[other] classes { $classes }
 }
form-class-of = class { $class }
form-not-asked = Not applicable: class { $class }, { $reason }.
form-not-in-force = Not applicable: none of its rulesets is in use for this device.
form-findings = findings
form-gap = gap
form-waived = waived
form-not-recorded = not recorded
form-others = Other findings
form-none = none recorded
form-more = { $count ->
    [one] And one more, on the record’s page.
   *[other] And { $count } more, on the record’s page.
 }
form-see = see { $blocks }
form-assessment = Assessment
form-assessment-lead = Conclusion for the intended use in this device, with conditions and reasons:

form-identification = Identification
form-asked-identification = Is this exactly what is in the shipped build? Show the entry of the lock file or SBOM.
form-provenance = Why it is SOUP
form-asked-provenance = Why is this SOUP, and why is that not?
form-baseline = Baseline and history
form-asked-baseline = Which version was in which release? When did it change, and who agreed?
form-plans = Plans
form-asked-plans = Where is the procedure for updates of SOUP and for its obsolescence?
form-class = Safety class
form-asked-class = Why this class? On which control outside the software does that rest?
form-architecture = Place in the architecture
form-asked-architecture = Show it in the architecture.
form-use = What it has to do, and how well
form-asked-use = What must it do for this device, how fast and how exactly?
form-prerequisites = What it needs around it
form-asked-prerequisites = What does it need to run, and is that what was tested on?
form-separation = Separation
form-asked-separation = How is it known that a fault cannot spread?
form-suitability = Suitability of the architecture
form-asked-suitability = Who checked that the architecture lets it work properly?
form-testing = Integration and test
form-asked-testing = Show a test that exercises it through your interfaces. Was it run again after the last update?
form-causes = Contribution to hazardous situations
form-asked-causes = What happens if it fails, or silently gives wrong results?
form-anomalies = Published anomalies
form-asked-anomalies = Which list, for which version, when, by whom, and what follows for this use?
form-controls = Risk controls
form-asked-controls = Show one control from the risk to the passed test.
form-trace = Trace
form-asked-trace = Pick any line and follow it.
form-impact = Impact of changes
form-asked-impact = What was analysed when it moved from one version to the next?
form-changes = Change control
form-asked-changes = Was the change approved before it was made?
form-residual = Residual anomalies
form-asked-residual = What is known and not fixed, and why may it stay?
form-problems = Problem reports
form-asked-problems = Were problems in the field traced to it? Is there a trend?
form-ots = Off-the-shelf software in a US submission
form-asked-ots = Why is it appropriate, and how is the wrong version kept out?
form-cybersecurity = Cybersecurity and support
form-asked-cybersecurity = Is it still supported, until when, which vulnerabilities are known, how were they found?
form-security = Security category
form-asked-security = Who carries its security after release?
form-licence = Licence
form-asked-licence = May it be shipped in this way?
form-monitoring = After release
form-asked-monitoring = When did somebody last look? Show it.

form-row-baseline = in baseline
form-row-file = file
form-row-history = history
form-history = { $count ->
    [one] one commit: { $commit }, { $date }, { $author }
   *[other] { $count } commits, the last one { $commit }, { $date }, { $author }
 }
form-row-before = before
form-changed = the record changed since { $version }
form-unchanged = the record is as it was in { $version }
form-row-plans = plans
form-row-class = class
form-row-external = controls outside the software
form-row-hosts = used in
form-row-functional = functional requirements
form-row-performance = performance requirements
form-row-requirements = other requirements
form-row-described = described in
form-row-proven = proven by
form-row-claimed = separation
form-no-separation = none is claimed: it has the class of its host
form-row-reviewed = reviewed in
form-row-tested = Verification
form-column-version = SOUP version tested
form-column-tester = Tester
form-column-result = Result
form-column-evidence = Evidence
form-row-risks = risks
form-row-reviews = reviews
form-row-conclusion = newest conclusion
form-row-judged = anomalies judged
form-row-controls = controls
form-row-matrix = matrix
form-chain = From hazardous situation to verified control
form-row-change = change
form-row-changes = changes
form-no-change = no change record moves it
form-no-answer = no answer recorded
form-row-open = open anomalies
form-none-open = none is recorded as open
form-no-release = this moment is judged as no release
form-not-listed = not in the release record
form-row-problems = problem reports
form-no-problem = none is recorded
form-row-vulnerabilities = known vulnerabilities
form-no-vulnerability = none is recorded; the reviews above say who looked where
form-row-watch = watched by
form-row-looked = newest review
form-ots-what = What is it? Title, maker and version, documentation for the end user, why it is appropriate, design limitations
form-ots-system = What computer system is specified for it?
form-ots-user = What must the end user do? Installation, permitted steps, configuration, training, keeping other software out
form-ots-function = What does it do in this device, and with what does it work together?
form-ots-works = How is it known that it works? Tests, and the current list of known problems
form-ots-control = How is it kept under control? Wrong versions kept out, configuration, installation, maintenance
form-ots-risk = Which risks does it bring, and what controls them?
form-ots-assurance = Enhanced documentation only: what shows that its developer’s methods are adequate?
form-ots-continued = Enhanced documentation only: how does maintenance go on if its developer stops?

## Blank forms

blank-title-soup = Blank form: SOUP record
blank-lead-soup = To propose a SOUP, or to write one down away from the repository. Fields are those of the record.
blank-title-review = Blank form: anomaly review
blank-lead-review = To review what is published on the anomalies of SOUP versions in use. Fields are those of the record.
blank-title-change = Blank form: change record
blank-lead-change = To ask for, analyse and decide on a change of SOUP. Fields are those of the record.
blank-yes = yes
blank-no = no
blank-date = year-month-day
blank-where = What is written here counts once it is a record: a file in the folder { $folder }, reviewed and committed.

## Glossary: the term, and what it means here

glossary-title = Glossary
glossary-accompanying-documentation = Accompanying documentation
glossary-means-accompanying-documentation = What travels with the device: instructions for use, labels, technical description.
glossary-anomaly = Anomaly
glossary-means-anomaly = A fault, vulnerability or other unexpected behaviour of a SOUP, as an anomaly review lists it. A finding of a rule is something else.
glossary-residual-anomaly = Anomaly, residual
glossary-means-residual-anomaly = One that is known and still there when the version is released.
glossary-anomaly-list = Anomaly list, published
glossary-means-anomaly-list = What a supplier itself publishes on known faults: issue tracker, release notes, errata, advisories.
glossary-architecture = Architecture
glossary-means-architecture = How the software is divided into items, and the interfaces between them.
glossary-as-of = As-of date
glossary-means-as-of = The day by which “overdue” and “end of support” are judged. For a release it is the day of its tag.
glossary-baseline = Baseline
glossary-means-baseline = The approved set of items with their versions at a release; here what a tag points at.
glossary-benefit-risk = Benefit-risk analysis
glossary-means-benefit-risk = Weighs the medical benefit against a residual risk that stays above what the criteria accept.
glossary-change-request = Change request
glossary-means-change-request = The description of an intended change: approved first, made afterwards.
glossary-class = Class A, B, C
glossary-means-class = The safety class of software (IEC 62304 4.3). It is neither the class of the device under the MDR nor that under US law.
glossary-compensating-control = Compensating control
glossary-means-compensating-control = A safeguard in place of a fix, or until there is one.
glossary-configuration-item = Configuration item
glossary-means-configuration-item = Anything that can be identified uniquely and is controlled at a given point.
glossary-controlled-risk = Controlled, uncontrolled risk
glossary-means-controlled-risk = FDA, after release: the residual risk of harm from a vulnerability is acceptable, or it is not.
glossary-identifiers = CPE, purl, SWID
glossary-means-identifiers = Three ways to name a software component for machines.
glossary-cvd = CVD
glossary-means-cvd = Coordinated disclosure of vulnerabilities.
glossary-cve = CVE, CWE
glossary-means-cve = The number of a published vulnerability; the class of weakness that it belongs to.
glossary-cvss = CVSS
glossary-means-cvss = A score of severity, which is not a risk. It means something only with its version, vector and date.
glossary-cyber-device = Cyber device
glossary-means-cyber-device = A term of US law (524B): holds software from the sponsor, can connect to the internet, and could be vulnerable.
glossary-dhf = Design history file
glossary-means-dhf = The US term until 2 February 2026. Since then: design and development file (ISO 13485 7.3.10), a part of the medical device file (4.2.3).
glossary-documentation-level = Documentation level
glossary-means-documentation-level = FDA: basic or enhanced. Enhanced where failure could lead to death or serious injury, judged before risk controls.
glossary-end-of-support = End of support, end of life
glossary-means-end-of-support = The maintainer no longer fixes the product; no longer offers it.
glossary-epss = EPSS
glossary-means-epss = An estimate of how likely a vulnerability is exploited within 30 days. It changes daily, so the day belongs to it.
glossary-evidence = Evidence
glossary-means-evidence = What shows that something was done: a verification, an anomaly review, a proof of separation, an assessment of risk, an approval.
glossary-finding = Finding
glossary-means-finding = What a rule of Tureen reports on a record. It has a level, a rule and the clauses on which the rule rests.
glossary-harm = Harm
glossary-means-harm = The ill effect itself: injury or damage to health, to property or to the environment.
glossary-hazard = Hazard
glossary-means-hazard = What can lead to harm; here often wrong, late or missing diagnostic information.
glossary-hazardous-situation = Hazardous situation
glossary-means-hazardous-situation = The circumstances in which somebody or something is exposed to a hazard.
glossary-kev = KEV
glossary-means-kev = The US catalogue of vulnerabilities that are known to be exploited.
glossary-legacy-software = Legacy software
glossary-means-legacy-software = Device software that is lawfully on the market without enough evidence for the present standard (IEC 62304 4.4). It is not SOUP.
glossary-level-of-support = Level of support
glossary-means-level-of-support = How well a maintainer looks after a component: actively maintained, no longer maintained, abandoned.
glossary-security-category = Maintained, supported, required software
glossary-means-security-category = IEC 81001-5-1 4.3: the manufacturer carries the security risk; tells the customer of known risks; looks at known risks before release.
glossary-manufacturer = Manufacturer of a SOUP
glossary-means-manufacturer = Who made it: company, foundation, project or maintainer. Who it was obtained from is the supplier.
glossary-ots = Off-the-shelf software
glossary-means-ots = An FDA term: generally available, and the device manufacturer cannot claim control of its whole life cycle.
glossary-p1-p2 = P1, P2
glossary-means-p1-p2 = A habit of ISO 14971: how probable the hazardous situation is; how probable it is that it leads to harm.
glossary-problem-report = Problem report
glossary-means-problem-report = A note that the software did, or might do, something unsafe, unfit or other than specified.
glossary-provenance-category = Provenance of a SOUP
glossary-means-provenance-category = The branch of the definition that it falls under: off the shelf, or made earlier without adequate records.
glossary-record = Record
glossary-means-record = One file of the repository: fields above, text below. Its identity is its id.
glossary-residual-risk = Residual risk
glossary-means-residual-risk = The risk that is left when controls are in place. The overall residual risk is judged for the device.
glossary-risk-control = Risk control
glossary-means-risk-control = In this order: a design that leaves the hazard out, a protective measure, information for safety.
glossary-sbom = SBOM
glossary-means-sbom = A list of software components and their relations for machines. It goes deeper than the SOUP list and says less of each.
glossary-segregation = Segregation
glossary-means-segregation = A separation that keeps one item from disturbing another; the ground of a lower class (4.3 d) or of a risk control (5.3.5).
glossary-sequence-of-events = Sequence of events
glossary-means-sequence-of-events = What happens, step by step, until a hazard becomes a hazardous situation.
glossary-severity = Severity
glossary-means-severity = How bad the harm would be.
glossary-software-item = Software system, item, unit
glossary-means-software-item = The whole; a part that can be named; a part that is not divided further.
glossary-soup = SOUP
glossary-means-soup = Software of unknown provenance (IEC 62304 3.29): ready-made and generally obtainable, not made for this device; or made earlier, without adequate records of its development.
glossary-stale = Stale
glossary-means-stale = Said of evidence: something that it vouches for has changed since it was made.
glossary-traceability = Traceability
glossary-means-traceability = That recorded links can be followed, both ways, between requirement, item, risk, control and test.
glossary-designator = Unique designator
glossary-means-designator = What pins a SOUP down: version, day of release, patch number, hash.
glossary-verification = Verification, validation
glossary-means-verification = Evidence that what was specified is met; that what users need and intend is met.
glossary-vex = VEX
glossary-means-vex = A statement whether a product is affected by a vulnerability, with the reason.
glossary-waiver = Waiver
glossary-means-waiver = A record that says why a finding is left open, who approved that, and until when. The finding stays visible.

## Guide

guide-title = How to read this site
guide-lead = One version of the file, { $version }, as pages that need no server, no network and no script. What each page answers, what its signs mean and do not mean, and how to check that it is what it says.
guide-pages = What each page answers
guide-page = Page
guide-question = Question
guide-asks-index = What is this version, how does it stand, what is open, and who approved?
guide-asks-soup = Which third-party software is in it, exactly? (IEC 62304 8.1.2)
guide-asks-anomalies = Which defects and vulnerabilities are known, what was judged of each, and which remain? (IEC 62304 7.1.3, 5.8.2)
guide-asks-clauses = Which records answer a clause, which rules look after it, and where are gaps?
guide-asks-due = What has to be looked at again, by when, and by whom?
guide-asks-record = What is known of this one thing: fields under their clauses, links both ways, findings, history, source?
guide-asks-matrix = Is there a way from each risk to a passed test? What is missing on it? (IEC 62304 7.3.3)
guide-asks-changes = What is different from the release before, and what did that make stale?
guide-asks-findings = What do rules report, what is waived, by whom and until when?
guide-asks-provenance = From which tag, commit and tool does this come, and how is it checked?
guide-asks-forms = What can be printed and signed for each SOUP?
guide-asks-print = How is the whole file put on paper?
guide-name-record = A record’s page
guide-states = States and their shapes
guide-states-lead = A state is a word and a shape; colour only repeats it. It says what rules report on the record itself, as of the date on the page.
guide-state-fresh = No rule reports an error or a warning on it, and its evidence is newer than what it vouches for.
guide-state-stale = Something that the evidence vouches for has changed since. The finding names field, commit, date and author.
guide-state-missing = A rule reports something: evidence that is not there, or a contradiction.
guide-state-na = The class, or the nature of the thing, does not ask for it; the reason stands beside it.
guide-state-waived = A rule reports something, and a waiver says why it is left so and until when.
guide-word-fresh = no findings
guide-word-stale = stale
guide-word-missing = findings, missing
guide-word-na = not applicable
guide-word-waived = waived
guide-levels = Findings have a level: an error is a gap that stands against a release, a warning one that should be closed, a note one worth knowing. Each names its rule, the clauses, and how binding they are: normative (a standard), regulatory (a law, regulator or guidance), practice (a habit of auditors).
guide-green = What a fresh state does not mean
guide-green-complete = That no rule reports anything means only that: rules see what is recorded, not what was forgotten. No finding is not “no problem”, and not “no vulnerability”.
guide-green-right = Evidence that is present may still be wrong. Tureen sees that a test is recorded as passed after the last change of what it tests, not that it was a good test.
guide-green-approved = An approval is shown as it is recorded. Names and dates in git are what people state of themselves; a signed tag shows that a key was used, not who used it.
guide-green-decided = Whether a risk is acceptable is decided by the persons named, by their criteria, not here.
guide-check = How to check it
guide-check-manifest = That no file was changed or lost since the site was made: in the folder of the version,
guide-check-verify = That the site is what the repository gives: in a clone, with the tool that made it,
guide-check-git = That the tag is the one you mean: the commit must be the one at the foot of each page,
guide-cite = How to cite
guide-cite-page = Cite device, version, id and commit; ids stay the same over all versions, and headings have addresses of their own: { $example }.
guide-cite-source = The record itself, as it was in this version, comes from the repository:
guide-keys = Keyboard
guide-keys-tab = Everything that can be clicked can be reached with Tab and opened with Enter; the first stop leads past the navigation.
guide-keys-search = The key / leads to the search field, where there is one; Escape closes what is open.
guide-keys-sort = Headings of tables sort, at the third time back to the order of the file. A filter says how many of how many rows it shows.
guide-paper = On paper
guide-paper-text = Every page prints: device, version, commit and as-of date at the head of each sheet, its number at the foot. { $print } holds everything at once, { $forms } have room for signatures. A moment that is no release says so on every sheet.
guide-glossary-lead = { $count } terms, as they are meant here; what a standard says, it alone says.

## Single file

single-skip = Skip to content
single-find = Find a page by id or title
single-whole = Show everything at once
single-sections = Sections
single-not-released = These pages show { $name }, as of { $date }. They are no release.
single-files = Files of this version
single-files-lead = What records name, and what programs read. A file is inside this document if it has at most { $largest } MiB, and up to { $together } MiB of all together; the others are in the folder of the version.
single-file = File
single-bytes = Bytes
single-left-out = left out: too large for one document

## Files of a version beside its folder, on the list of versions

versions-files = In one file
versions-file-archive = archive
versions-file-single = one page
provenance-archive = This version as one archive
provenance-single = This version as one page

## States and levels

state-none = no findings
state-stale = stale
state-findings = { $count ->
    [one] { $count } finding
   *[other] { $count } findings
  }
state-waived = { $count } waived
state-notes = { $count ->
    [one] { $count } note
   *[other] { $count } notes
  }
state-errors = { $count ->
    [one] { $count } error
   *[other] { $count } errors
  }
state-warnings = { $count ->
    [one] { $count } warning
   *[other] { $count } warnings
  }
state-and = { $first } and { $last }
level-error = error
level-warning = warning
level-note = note
result-pass = pass
result-fail = fail
result-planned = planned
result-none = no result
result-stale = stale, { $result }
word-waived = waived
word-none = None.
word-and-more = and { $count } more
word-records = { $count ->
    [one] { $count } record
   *[other] { $count } records
  }

## Home: the overview of a version

base-work-tree = work tree
home-figure-soup = SOUP
home-figure-risks = risks
home-figure-verifications = verifications
home-figure-anomalies = open anomalies
home-figure-findings = findings
home-figure-due = due in 90 days
home-system = { $system } class { $class }
home-at-commit = at commit { $commit }
home-released-annotated = Released{ $date } by annotated tag{ $commit }.
home-released-lightweight = Released{ $date } by lightweight tag{ $commit }.
home-changed-since = , changed since
home-work-tree = The work tree{ $commit }{ $changed }: { $state }.
home-revision = Revision { $name }{ $commit }: { $state }.
home-no-state = no state
home-no-approval = no approval recorded
home-approval-as = approval recorded as { $name }
home-release-record = release record
home-tag = tag
home-records = records
home-approved = { $count ->
    [one] { $approved } of { $count } live record
   *[other] { $approved } of { $count } live records
  } carry an approver and a date
home-changed = Changed since { $version }
home-column-soup = SOUP
home-column-from = From
home-column-to = To
home-column-class = Class
home-column-change = Change record
home-no-moves = No SOUP moved.
home-others = { $count ->
    [one] { $count } further record changed.
   *[other] { $count } further records changed.
  }
home-all-changes = All changes since { $version }
home-open = Open
home-nothing-open = No anomaly is recorded as open, and no date falls due in the next 90 days.
home-approval = Approval as recorded
home-retired = , { $count } retired
home-unreadable = , { $count } cannot be read

## Findings

findings-open = Open findings
findings-waived = Waived
findings-levels = Rule levels that this project changed
findings-levels-short = Rule levels
findings-asked = { $rules ->
    [one] { $rules } rule
   *[other] { $rules } rules
  } of { $rulesets ->
    [one] { $rulesets } ruleset
   *[other] { $rulesets } rulesets
  } were asked of { $records ->
    [one] { $records } record
   *[other] { $records } records
  }.
findings-no-proof = That no rule reports anything does not mean that nothing is wrong.
findings-verdict = { $counts } for { $rulesets ->
    [one] { $rulesets } ruleset
   *[other] { $rulesets } rulesets
  } as of { $date }{ $waived }.
findings-verdict-waived = { $count ->
    [one] ; { $count } finding waived
   *[other] ; { $count } findings waived
  }
findings-not-judged = Whether evidence is stale was not judged
findings-column-rule = Rule
findings-column-record = Record
findings-column-finding = Finding
findings-column-waiver = Waiver
findings-column-reason = Reason
findings-column-approval = Approval recorded as
findings-column-expires = Expires
findings-column-default = Default
findings-column-here = Here
findings-column-level = Level
findings-column-asked = Asked for by
findings-rulesets = Rulesets: { $names }. For programs: { $link }.
findings-because = because { $reason }
findings-waived-by = by { $record }
findings-waived-with = by { $record }, which came or changed with this
findings-more = And { $count } more, the least grave, that are not shown here.
findings-column-place = Place

## Lists of records

word-no-id = no id
list-noun = records
list-lead = { $count ->
    [one] { $count } record
   *[other] { $count } records
  } in { $version }
list-retired = , { $count } of them retired
list-unreadable = { $count ->
    [one] ; { $count } file cannot be read
   *[other] ; { $count } files cannot be read
  }
list-unreadable-heading = Files that cannot be read
list-empty = There is none.
column-id = Id
column-title = Title
column-class = Class
column-status = Status
column-state = State
column-kind = Kind
column-part-of = Part of
column-version = Version
column-purpose = Purpose
column-applies-to = Applies to
column-implements = Implements
column-causes = Causes
column-estimate = Estimate
column-level = Level
column-controls = Controls
column-controlled = Controls
column-implemented-by = Implemented by
column-method = Method
column-result = Result
column-verifies = Verifies
column-date = Date
column-reviewer = Reviewer
column-covers = Covers
column-anomalies = Anomalies
column-reason = Reason
column-moves = Moves
column-decision = Decision
column-approved = Approved
column-criticality = Criticality
column-affects = Affects
column-disposition = Disposition
column-revision = Revision
column-residual = Residual anomalies
column-rule = Rule
column-record = Record
column-expires = Expires
column-manufacturer = Manufacturer
column-license = Licence
column-hosts = Hosts
column-support = Support until
column-review = Last review

## SOUP list

soup-lead = { $count } SOUP in { $version }: { $c } of class C, { $b } of class B, { $a } of class A.
soup-since = Since { $version }: { $moved } moved, { $added } added, { $removed } removed.
soup-identified = identified by title, manufacturer and unique designator
soup-none-published = none published

## Kinds of record, one

kind-item = software item
kind-soup = SOUP
kind-tool = tool
kind-requirement = requirement
kind-risk = risk
kind-control = risk control
kind-verification = verification
kind-anomaly-review = anomaly review
kind-change = change record
kind-problem = problem report
kind-document = document
kind-release = release
kind-waiver = waiver

## Differences in fields

delta-label = Fields, { $record }
delta-column-field = Field
delta-column-before = Before
delta-column-after = After
delta-column-kind = Kind

## Changes: two versions compared

changes-first = { $version } has no release before it on its line: there is nothing to compare it with.
changes-across = the same, with links to both versions
changes-judged-apart = Judged each by its own settings, which differ: { $brought }.
changes-policy = Policy
changes-soup = SOUP that moved
changes-classes = Classes that moved
changes-evidence = Evidence
changes-owed = Owed
changes-owed-must = Owed before this may pass
changes-affected = Affected
changes-added = Added
changes-removed = Removed
changes-moved = Files moved
changes-modified = Modified
changes-from = from { $side }
changes-to = to { $side }
changes-at-commit = {" "}at { $commit }
changes-since-commit = , changed since { $commit }
changes-judged-as-release = , judged as a release
changes-side = { $name }{ $commit }, as of { $date }{ $release }, { $records ->
    [one] { $records } record
   *[other] { $records } records
  }
changes-by-itself = , by itself { $level }
changes-figure-soup = SOUP moved
changes-figure-evidence = stale or missing
changes-figure-new = new findings
changes-figure-fixed = fixed findings
changes-figure-owed = owed
changes-figure-records = records changed
changes-policy-own = On this site every version is judged by its own settings. What is new or fixed here may so come from the settings as well as from the records. Whether the change may pass, and what it owes, is asked by the earlier settings alone, and not on this page: { $command } tells it.
changes-policy-earlier = Both moments are judged by the earlier settings and by waivers that both hold: no change can talk its own findings away.
changes-policy-both = Only waivers that both moments hold are counted.
changes-fold-renewed = Evidence renewed
changes-fold-evidence-new = Evidence that is new
changes-fold-still-stale = Evidence that was stale before and still is
changes-fold-not-asked = Evidence that nobody asks for any more
changes-was = was { $state }
evidence-stale = stale
evidence-missing = missing
evidence-fresh = fresh
evidence-na = not applicable
changes-more-reasons = and { $count } more, told with the record
changes-changed = changed
changes-not-committed = not committed
changes-by-way-of = by way of { $records }
changes-role-development = Development
changes-role-risk = Risk
changes-role-quality = Quality
changes-not-there = { $file }, not there yet
changes-settles = { $count ->
    [one] settles { $count } new finding
   *[other] settles { $count } new findings
  }
changes-moved-from = from { $path }
changes-rests-on = rests on { $record }
changes-class = class { $step }: { $reason }
changes-class-is = class { $class }
changes-move-added = added
changes-move-removed = removed
changes-needs-none = needs no change record
changes-no-record = no change record
changes-in-part = covers it only in part
changes-no-class-now = judged without class now
changes-not-complete = Not complete
changes-not-complete-text = { $reason }; what depends on history was not judged.
changes-settings = The settings that everything is judged by changed.
changes-waivers = Waivers
changes-no-policy = No change of { $file }, and none of a waiver.
changes-no-settings = No change of { $file }.
changes-no-waivers = No change of a waiver.
changes-levels = Levels that the project changed: { $levels }.
changes-no-classes = No safety class moved.
changes-column-record = Record
changes-column-before = Before
changes-column-after = After
changes-column-why = Why
changes-column-evidence = Evidence
changes-column-because = Because
changes-worse = { $count ->
    [one] { $count } piece of evidence became stale or went missing.
   *[other] { $count } pieces of evidence became stale or went missing.
  }
changes-none-worse = No evidence became stale or went missing.
changes-new = New findings
changes-none-new = No new finding.
changes-fixed = Fixed findings
changes-none-fixed = No finding was fixed.
changes-kept = { $count ->
    [0] No finding that was open before is still open.
    [one] { $count } finding was open before and is still open, and has nothing to do with the change.
   *[other] { $count } findings were open before and are still open, and have nothing to do with the change.
  }
changes-all-findings = All findings
changes-objections = The gate objects
changes-column-number = No.
changes-column-do = What to do
changes-column-where = Where
changes-column-fill = What to fill in
changes-draft = Text of the file
changes-affected-text = Nobody edited these records; what their evidence or class rests on changed.
changes-text = Text
changes-under = … under “{ $section }”
changes-all-new = Every record is new here.

## Record: the page of one record

record-unreadable-title = a record that cannot be read
record-unreadable = cannot be read
record-unreadable-kicker = { $kind }, a record that cannot be read
record-unreadable-lead = This file cannot be read as a record ({ $kind }): { $problem } (line { $line }). It is shown as it is; nothing of it is judged.
record-history = History
record-source = Source
record-text = Text
record-links = Links
record-anomalies = Anomalies judged
record-link-retired = , retired
record-beneath = Changes beneath
record-beneath-since = Changes beneath since { $version }
record-beneath-text = Nobody edited this record; what it rests on changed.
record-beneath-added = added
record-beneath-removed = removed
record-beneath-modified = modified
record-beneath-moved = moved
record-beneath-affected = affected
record-class = class { $class }
record-estimated = Estimated { $estimate } with { $controls ->
    [one] { $controls } control
   *[other] { $controls } controls
  }; recorded as { $level }.
record-verifies = { $count ->
    [one] Verifies { $count } record
   *[other] Verifies { $count } records
  }: { $result }.
record-retired = Retired: no longer in use.
record-stands = { $counts } as of { $date }.
record-test-level = { $level } level
record-approval-undated = approval recorded as { $name }, undated
record-unchanged = unchanged since { $version }
record-new = new since { $version }
record-changed = changed since { $version }
record-moved = its file moved since { $version }
record-rests-link = rests on what changed
record-rests = { $link } since { $version }
record-unknown-fields = Fields that this kind does not have
record-gap-finding = finding
record-was-not-there = not there in { $version }
record-was = was { $value } in { $version }
record-was-other = other words in { $version }
record-column-anomaly = Anomaly
record-column-affected = Affected
record-column-state = State
record-column-relevance = Relevance
record-column-review = Review
record-names = This record names
record-named-by = Named by
record-no-commit = No commit has touched this file yet.
record-no-git = The records are in no git repository: there is no history.
record-cut-off = This clone is shallow: commits before those shown are not known here.
record-lines = { $count ->
    [one] { $count } line
   *[other] { $count } lines
  }
record-over = { $record } over all versions

## Values of fields

value-no-record = no such record
value-yes = yes
value-no = no
value-lfs = the file is in Git LFS, this is its pointer
value-no-file = no such file
value-outside = outside the repository
value-symlink = a symbolic link, not followed
value-submodule = in another repository
value-folder = a folder
value-ignored = ignored by git
value-not-copied = not copied

## Sections of a record

section-identification = Identification
section-use = Use
section-class = Class
section-links-as-written = Links as written
section-machine-identity = Machine identity
section-anomalies = Anomalies
section-run = Run
section-review = Review
section-change = Change
section-residual-risk = Residual risk
section-monitoring = Monitoring
section-approval = Approval
section-waiver = Waiver
section-security-and-support = Security and support
section-release = Release
section-problem = Problem
section-initial-risk = Initial risk
section-impact = Impact
section-verification = Verification
section-requirements = Requirements
section-requirement = Requirement
section-hazard-and-harm = Hazard and harm
section-decision = Decision
section-control = Control
section-causes = Causes
section-record = Record
section-provenance = Provenance
section-licence = Licence
section-development-assurance = Development assurance
section-architecture = Architecture
section-risk = Risk
section-document = Document
section-controls = Controls

## Relations between records

relation-accepted-with = accepted with
relation-weighs-the-benefit-against = weighs the benefit against
relation-affects = affects
relation-affected-by = affected by
relation-applies-to = applies to
relation-required-by = required by
relation-brought-along-by = brought along by
relation-brings-along = brings along
relation-caused-by = caused by
relation-a-cause-of = a cause of
relation-class-relies-on = class relies on
relation-relied-on-by-the-class-of = relied on by the class of
relation-comes-of = comes of
relation-led-to = led to
relation-controlled-by = controlled by
relation-controls = controls
relation-done-with = done with
relation-used-by = used by
relation-implements = implements
relation-implemented-by = implemented by
relation-judges-an-anomaly-of = judges an anomaly of
relation-has-an-anomaly-judged-in = has an anomaly judged in
relation-keeps-an-anomaly-of = keeps an anomaly of
relation-has-a-residual-anomaly-in = has a residual anomaly in
relation-keeps = keeps
relation-kept-in = kept in
relation-moves = moves
relation-moved-by = moved by
relation-names-an-anomaly-dealt-with-by = names an anomaly dealt with by
relation-deals-with-an-anomaly-of = deals with an anomaly of
relation-names-an-anomaly-that-leads-to = names an anomaly that leads to
relation-reached-by-an-anomaly-of = reached by an anomaly of
relation-part-of = part of
relation-consists-of = consists of
relation-reviews-the-anomalies-of = reviews the anomalies of
relation-anomalies-reviewed-in = anomalies reviewed in
relation-separation-described-in = separation described in
relation-describes-the-separation-of = describes the separation of
relation-tested-with = tested with
relation-tested-in = tested in
relation-used-in = used in
relation-contains = contains
relation-verifies = verifies
relation-verified-by = verified by
relation-waives-a-finding-of = waives a finding of
relation-has-a-finding-waived-by = has a finding waived by

