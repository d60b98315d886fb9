// What the scripts say to a reader.
window.TUREEN_WORDS = {
  "filter": "Filter",
  "filter-of": "Filter {name}",
  "sort-by": "Sort by {name}",
  "shown": "{shown} of {all} shown",
  "shown-first": "{kept} of {all} match, the first {shown} are shown",
  "more": "Show all {all}",
  "csv": "CSV of rows shown",
  "view": "Link to this view",
  "copied": "The address of this view is copied.",
  "rows": "rows",
  "class": "Class",
  "state": "State",
  "level": "Level",
  "state-fresh": "no findings",
  "state-stale": "stale",
  "state-missing": "findings",
  "state-waived": "waived",
  "state-na": "not applicable",
  "level-error": "errors",
  "level-warning": "warnings",
  "level-note": "notes"
};
