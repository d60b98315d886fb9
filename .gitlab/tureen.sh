#!/bin/sh
# Judges what a GitLab pipeline is about and tells it: first in the job's log and in reports, then as a note of the merge
# request, which later runs replace in place. Ends with the status of the gate: 0 nothing at the level, 1 findings, 2 not done.
#
# `tureen.yml` holds this script word for word, so that including that one file is enough.
# shellcheck disable=SC2016,SC2317 # Backticks in what is told are Markdown; `attempt` calls what it is given.
set -eu

version=${TUREEN_VERSION:-0.1.0}
releases=${TUREEN_RELEASES:-https://example.invalid/tureen/releases/download}
reports=$CI_PROJECT_DIR/tureen-reports
work=$(mktemp -d)
# A folder that looks like a repository, with a configuration of commands to run, can be part of a merge request. Git takes
# repositories for what they are only where they are marked by a `.git`.
count=${GIT_CONFIG_COUNT:-0}
export "GIT_CONFIG_KEY_$count=safe.bareRepository" "GIT_CONFIG_VALUE_$count=explicit" "GIT_CONFIG_COUNT=$((count + 1))"

main() {
  mkdir -p "$reports"
  need curl git jq
  install_program
  cd "$CI_PROJECT_DIR/${TUREEN_FOLDER:-.}" || stop "There is no folder ${TUREEN_FOLDER:-.}."
  make_whole
  status=0
  if [ -n "${CI_MERGE_REQUEST_IID:-}" ]; then
    judge_change
  else
    # A tag is named by its name: it may be a release, and is then judged as one.
    judge check --at "${CI_COMMIT_TAG:-HEAD}" -o "gitlab=$reports/codequality.json" -o "junit=$reports/junit.xml" \
      -o "markdown=$reports/report.md" -o "json=$reports/report.json"
  fi
  # What is told now decides nothing.
  if [ -n "${CI_MERGE_REQUEST_IID:-}" ]; then (cd "$work" && note) || true; fi
  leave "$status"
}

# leave STATUS: ends the job. A trap would take the place of the runner's own.
leave() {
  rm -rf "$work"
  exit "$1"
}

say() {
  printf 'tureen: %s\n' "$1"
}

stop() {
  say "$1" >&2
  # An earlier report must not look like this run's.
  if [ -n "${CI_MERGE_REQUEST_IID:-}" ]; then (cd "$work" && withdraw "$1") || true; fi
  leave 2
}

# need COMMAND...: installs what the image lacks, where that can be done.
need() {
  for command; do
    if ! command -v "$command" >/dev/null; then
      { apk add --no-cache "$@" || { apt-get update && apt-get install -y --no-install-recommends ca-certificates "$@"; }; } \
        >"$work/log" 2>&1 || { cat "$work/log" && stop "The image of this job has no $command."; }
      return
    fi
  done
}

# Sets `tureen` to the program: the one that is there, or that of a release, compared with its checksum.
install_program() {
  tureen=${TUREEN_BINARY:-}
  if [ -n "$tureen" ]; then return; fi
  case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) target=x86_64-unknown-linux-musl ;;
    Linux-aarch64 | Linux-arm64) target=aarch64-unknown-linux-musl ;;
    Darwin-x86_64) target=x86_64-apple-darwin ;;
    Darwin-arm64) target=aarch64-apple-darwin ;;
    *) stop "There is no program for $(uname -s) on $(uname -m); give TUREEN_BINARY." ;;
  esac
  name=tureen-v${version#v}-$target
  download "$releases/v${version#v}/$name.tar.gz" "$work/$name.tar.gz"
  download "$releases/v${version#v}/SHA256SUMS" "$work/SHA256SUMS"
  expected=$(awk -v name="$name.tar.gz" '$2 == name || $2 == "*" name { print $1 }' "$work/SHA256SUMS")
  actual=$({ sha256sum "$work/$name.tar.gz" 2>/dev/null || shasum -a 256 "$work/$name.tar.gz"; } | cut -d ' ' -f 1)
  if [ -z "$expected" ]; then stop "SHA256SUMS of this release does not list $name.tar.gz."; fi
  if [ "$expected" != "$actual" ]; then
    stop "$name.tar.gz is not what its release says: its SHA-256 is $actual instead of $expected."
  fi
  tar -xzf "$work/$name.tar.gz" -C "$work"
  tureen=$work/$name/tureen
}

download() {
  case "$1" in
    https://* | http://127.0.0.1:*) ;;
    *) stop "Not downloaded, because it is no https address: $1" ;;
  esac
  curl --fail --silent --show-error --location --proto-redir '=https' --retry 3 --max-time 300 --output "$2" "$1" ||
    stop "Could not download $1"
}

# Evidence is judged by history, so all of it has to be here.
make_whole() {
  # The files may belong to another user than the one of the image.
  git rev-parse --git-dir >/dev/null 2>&1 || git config --global --add safe.directory "$CI_PROJECT_DIR"
  shallow=$(git rev-parse --is-shallow-repository) || stop 'There is no repository here.'
  if [ "$shallow" = false ]; then return; fi
  git fetch --unshallow --tags --no-recurse-submodules --quiet origin '+refs/heads/*:refs/remotes/origin/*' "$(git rev-parse HEAD)" || true
  if [ "$(git rev-parse --is-shallow-repository)" = true ]; then
    stop 'This clone is shallow, and its history could not be fetched. Give the job the variable GIT_DEPTH: "0".'
  fi
}

judge_change() {
  # A pipeline of merged results stands on a merge with the target branch as it was then.
  base=${CI_MERGE_REQUEST_TARGET_BRANCH_SHA:-${CI_MERGE_REQUEST_DIFF_BASE_SHA:-}}
  git rev-parse --verify --quiet "$base^{commit}" >/dev/null || stop "The base is not in this clone: ${base:-none is named}"
  judge diff "$base...HEAD" -o "markdown=$reports/report.md" -o "json=$reports/report.json" \
    --budget "${TUREEN_BUDGET:-60000}" --source-url "$CI_PROJECT_URL/-/blob/{commit}/{path}#L{line}" \
    ${TUREEN_SITE_URL:+--site-url "$TUREEN_SITE_URL"}
  # GitLab compares these reports with those of the target branch, so they hold all findings: only the new ones would make
  # all else look resolved.
  "$tureen" check --at HEAD -o "gitlab=$reports/codequality.json" -o "junit=$reports/junit.xml" >/dev/null || [ $? = 1 ] ||
    say 'There are no reports.'
}

# judge ARGUMENT...: runs the program, sets `status`, and stops where there is no verdict.
judge() {
  "$tureen" "$@" --deny "${TUREEN_DENY:-error}" || status=$?
  if [ "$status" -gt 1 ]; then stop 'There is no verdict.'; fi
}

# Writes the note of the merge request, or replaces it. It is found by the hidden marker of its first line, and only among
# the notes of whoever owns the token. What GitLab refuses is told, and decides nothing.
note() {
  marker=$(head -n 1 "$reports/report.md")
  case "$marker" in
    *[!A-Za-z0-9._:\<\!\>\ -]*) say 'No note was written: the report has no marker.' && return ;;
    '<!-- tureen:diff:'*' -->') ;;
    *) say 'No note was written: the report has no marker.' && return ;;
  esac
  has_token || { say 'No note was written: there is no TUREEN_TOKEN (a token with the scope api; the one of the job may not write notes).' && return; }
  pattern="^$(printf '%s' "$marker" | sed 's,[.],[.],g')"
  # A line that begins with a slash could be a quick action.
  sed 's,^\([[:space:]]*\)/,\1\&#47;,' "$reports/report.md" | jq -Rs '{body: .}' >body.json
  attempt write_note || say "No note was written: GitLab answered $code. The log and the artifacts of this job hold the report."
}

# withdraw REASON: replaces what an earlier run wrote, if anything, where this one has no report: what stood there no longer
# holds. The device is not known then; that of the same folder is meant.
withdraw() {
  { command -v jq >/dev/null && has_token; } || return 0
  reason=$1
  root=$(printf '%s' "${TUREEN_FOLDER:-.}" | sed 's,^\./*,,; s,/*$,,; s,[^A-Za-z0-9._-],-,g; s,[.],[.],g')
  pattern="^<!-- tureen:diff:[A-Za-z0-9._-]*${root:+:$root} -->"
  attempt replace_by_reason
}

# Whether there is a token that can be sent as a line of curl's configuration, where a quote or a new line would say
# something else.
has_token() {
  case "${TUREEN_TOKEN:-}" in
    '' | *[!A-Za-z0-9_.=~+/-]*) return 1 ;;
  esac
}

# attempt COMMAND: runs it up to four times, as long as GitLab stumbles. It begins anew each time: what failed may have been
# done all the same.
attempt() {
  author='' code=000
  notes="$CI_API_V4_URL/projects/$CI_MERGE_REQUEST_PROJECT_ID/merge_requests/$CI_MERGE_REQUEST_IID/notes"
  for wait in 1 2 4 0; do
    if "$1"; then return; fi
    case "$code" in
      000 | 429 | 5??) sleep "$((wait * ${TUREEN_PAUSE:-1}))" ;;
      *) break ;;
    esac
  done
  return 1
}

# Replaces the note, or writes it; sets `code` to GitLab's last answer.
write_note() {
  find_note || return 1
  if [ -n "$found" ]; then
    api PUT "$notes/$found" body.json
    [ "$code" = 200 ] && say 'Replaced the note of the merge request.'
  elif jq -e '.records == [] and ([(.[], .findings.new, (.policy // [] | .[])) | arrays[]] == [])' "$reports/report.json" >/dev/null; then
    say 'Nothing changed, and there is no note: none is written.'
  else
    api POST "$notes" body.json
    [ "$code" = 201 ] && say 'Wrote the note of the merge request.'
  fi
}

# Replaces the note, if there is one, by its marker and the reason.
replace_by_reason() {
  find_note || return 1
  if [ -z "$found" ]; then return; fi
  jq --argjson found "$found" --arg reason "$reason" --arg commit "${CI_COMMIT_SHA:-}" \
    '{body: "\(.[] | select(.id == $found) | .body | split("\n")[0] | rtrimstr("\r"))\n### Tureen could not judge `\($commit)`\n\n\($reason)\n"}' \
    answer.json >body.json
  api PUT "$notes/$found" body.json
  [ "$code" = 200 ]
}

# Sets `found` to the number of the note, or to nothing.
find_note() {
  if [ -z "$author" ]; then
    api GET "$CI_API_V4_URL/user"
    [ "$code" = 200 ] || return 1
    author=$(jq -r '.username // empty' answer.json)
  fi
  page=1
  while :; do
    api GET "$notes?per_page=100&page=$page&order_by=created_at&sort=asc"
    [ "$code" = 200 ] || return 1
    found=$(jq -r --arg author "$author" --arg pattern "$pattern" \
      'map(select(.author.username == $author and (.system | not) and (.body // "" | test($pattern)))) | first | .id // empty' answer.json)
    if [ -n "$found" ] || [ "$(jq length answer.json)" != 100 ]; then return 0; fi
    page=$((page + 1))
  done
}

# api METHOD ADDRESS [FILE]: asks GitLab, with a file as JSON; leaves the answer in answer.json and its status in `code`. The token
# goes by standard input: others on the machine can read the arguments of a program.
api() {
  code=$(
    {
      printf 'header = "PRIVATE-TOKEN: %s"\n' "$TUREEN_TOKEN"
      if [ $# -gt 2 ]; then printf 'header = "Content-Type: application/json"\ndata-binary = "@%s"\n' "$3"; fi
    } | curl --silent --show-error --max-time 30 --output answer.json --write-out '%{http_code}' --request "$1" --config - "$2"
  ) || code=000
}

main
