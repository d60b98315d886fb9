#!/usr/bin/env bash
# Judges what a workflow run is about and tells it: first in the summary of the job, then as annotations, then as the comment of
# a pull request. Leaves the verdict as the output `status`, so that a later step can end the job by it.
#
# What names something comes from the environment, never from the text of a script. Nothing of a pull request is executed:
# its records are read from git's database.
# shellcheck disable=SC2016 # Backticks in what is told are Markdown.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/say.sh"
. "$here/comment.sh"

# A folder that looks like a repository, with a configuration of commands to run, can be part of a pull request. Git takes
# repositories for what they are only where they are marked by a `.git`.
count=${GIT_CONFIG_COUNT:-0}
export "GIT_CONFIG_KEY_$count=safe.bareRepository" "GIT_CONFIG_VALUE_$count=explicit" "GIT_CONFIG_COUNT=$((count + 1))"

event=${GITHUB_EVENT_NAME:-}
work=$(mktemp -d "${RUNNER_TEMP:-/tmp}/tureen.XXXXXX")
# A form of the path that bash, git and Windows' own programs all take.
if command -v cygpath >/dev/null; then work=$(cygpath -m "$work"); fi

main() {
  cd -- "${TUREEN_FOLDER:-.}" || stop "There is no folder ${TUREEN_FOLDER:-.}. Is there a checkout before this step?"
  head=HEAD
  commit=$(commit_of HEAD) || stop 'There is no commit here. Put `actions/checkout` with `fetch-depth: 0` before this step.' "$work/errors"
  if [ "$event" = pull_request_target ]; then fetch_stranger; fi
  make_whole
  choose_command
  status=0
  if [ "$command" = diff ]; then judge_change; else judge_moment; fi
  cat "$work/report.md" >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
  cat "$work/annotations"
  if [ -s "$work/errors" ]; then aloud cat "$work/errors"; fi
  result markdown "$work/report.md"
  result json "$work/report.json"
  result sarif "$work/findings.sarif"
  result status "$status"
  if [ "$command" = diff ] && comments_are_wanted; then (cd "$work" && comment report.md report.json); fi
}

# stopped REASON: an earlier report must not look like this run's.
stopped() {
  if comments_are_wanted; then (cd "$work" && withdraw "$1") || true; fi
}

comments_are_wanted() {
  case "$event-${TUREEN_COMMENT:-true}" in
    pull_request-true | pull_request_target-true) ;;
    *) return 1 ;;
  esac
}

# commit_of REVISION: its commit, if there is one.
commit_of() {
  git rev-parse --verify --quiet "$1^{commit}" 2>"$work/errors"
}

# Sets `command`, and for a diff `base`.
choose_command() {
  command=${TUREEN_COMMAND:-auto} base=${TUREEN_BASE:-}
  if [ "$command" = auto ]; then
    case "$event" in
      pull_request | pull_request_target | merge_group) command='diff' ;;
      *) command='check' ;;
    esac
  fi
  case "$command" in
    check) return ;;
    diff) ;;
    *) stop "\`command\` is auto, diff or check, and not $command." ;;
  esac
  if [ -z "$base" ]; then
    case "$event" in
      # The commit that GitHub checks out merges the pull request into today's base, which is its first parent. The base that
      # the event names may be older: what others did since then is not this pull request's doing.
      pull_request)
        base=${PULL_BASE:-}
        if [ "$(commit_of 'HEAD^2')" = "${PULL_HEAD:-none}" ]; then base=$(commit_of 'HEAD^1'); fi
        ;;
      pull_request_target) base=${PULL_BASE:-} ;;
      merge_group) base=${GROUP_BASE:-} ;;
      push) base=${EVENT_BEFORE:-} ;;
    esac
    # A push that makes a branch replaces nothing, and a schedule compares nothing.
    if [[ $base =~ ^0*$ && ! $event =~ ^(pull_request|merge_group) ]]; then
      say notice "The event ${event:-(none)} names nothing to compare with, so all records are checked."
      command=check
      return
    fi
  fi
  case "$base" in
    '' | -* | *[[:space:]]* | *..*) stop "\`base\` does not name a revision: $base" ;;
  esac
  if ! commit_of "$base" >"$work/base"; then
    # What FETCH_HEAD says after a fetch that failed would be the pull request itself, compared with which it changes nothing.
    { aloud git fetch --no-tags --no-recurse-submodules --quiet origin "$base" && commit_of FETCH_HEAD >"$work/base"; } ||
      stop "The base is not in this clone, and could not be fetched: $base"
  fi
  base=$(cat "$work/base")
}

# Evidence is judged by history, so all of it has to be here. A checkout's default of one commit is made up for.
make_whole() {
  [ "$(git rev-parse --is-shallow-repository)" = true ] || return 0
  local start=$SECONDS
  aloud git fetch --unshallow --tags --no-recurse-submodules --quiet origin '+refs/heads/*:refs/remotes/origin/*' "$commit" || true
  if [ "$(git rev-parse --is-shallow-repository)" = true ]; then
    stop 'This clone is shallow, and its history could not be fetched. Give `actions/checkout` the line `fetch-depth: 0`.'
  fi
  say notice "The clone was shallow; its history was fetched in $((SECONDS - start)) s. \`fetch-depth: 0\` at \`actions/checkout\` does so at once."
}

# A run of `pull_request_target` may write, and its pull request may come from a stranger. So the stranger's commit is fetched as
# objects for git's database, never as files; where the checkout already holds it as files, nothing is done.
fetch_stranger() {
  if [ "$commit" != "${GITHUB_SHA:-}" ]; then
    stop 'This workflow runs on `pull_request_target` and has checked out something else than its own commit. A job that may write must not hold the files of a stranger: take `ref:` out of `actions/checkout`. The records of the pull request are read without its files.'
  fi
  [[ ${PULL_HEAD:-} =~ ^[0-9a-f]{40,64}$ ]] || stop 'The event names no head of a pull request.'
  aloud git fetch --no-tags --no-recurse-submodules --quiet origin "$PULL_HEAD" || true
  commit_of "$PULL_HEAD" >/dev/null || stop "The head of the pull request could not be fetched: $PULL_HEAD"
  head=$PULL_HEAD
}

judge_change() {
  local options=(--format markdown --deny "${TUREEN_DENY:-error}" --budget "${TUREEN_BUDGET:-60000}"
    -o "json=$work/report.json" -o "github=$work/annotations"
    --source-url "${GITHUB_SERVER_URL:-https://github.com}/${GITHUB_REPOSITORY:-}/blob/{commit}/{path}#L{line}")
  if [ -n "${TUREEN_SITE_URL:-}" ]; then options+=(--site-url "$TUREEN_SITE_URL"); fi
  judge diff "${options[@]}" "$base...$head"
  # Code scanning compares states, so it is given one: only what is new would make all else look fixed.
  "$TUREEN" check --at "$head" --format sarif >"$work/findings.sarif" 2>"$work/log" || [ $? = 1 ] ||
    aloud cat "$work/log"
}

judge_moment() {
  # A tag is named by its name: it may be a release, and is then judged as one.
  if [ "${GITHUB_REF_TYPE:-}" = tag ] && [ "$(commit_of "refs/tags/$GITHUB_REF_NAME")" = "$commit" ]; then
    head=$GITHUB_REF_NAME
  fi
  judge check --at "$head" --format markdown --deny "${TUREEN_DENY:-error}" \
    -o "json=$work/report.json" -o "github=$work/annotations" -o "sarif=$work/findings.sarif"
}

# judge ARGUMENT...: runs the program, sets `status`, and stops where there is no verdict.
judge() {
  "$TUREEN" "$@" >"$work/report.md" 2>"$work/errors" || status=$?
  if [ "$status" -gt 1 ]; then stop 'There is no verdict.' "$work/errors"; fi
}

main
