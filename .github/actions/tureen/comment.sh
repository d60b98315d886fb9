# The comment of a pull request: written once, then replaced in place. It is found by the hidden marker of its first line, and
# only among the comments of whoever owns the token.
# shellcheck shell=bash disable=SC2016 # Backticks in what is told are Markdown.

# comment REPORT JSON: writes the comment. What the host refuses is told, and decides nothing. Both files lie in the
# current folder, which also takes what is sent and answered: names without a folder mean the same to every tool.
comment() {
  local report=$1 json=$2 marker pattern
  marker=$(head -n 1 "$report" | tr -d '\r')
  [[ $marker =~ ^'<!-- tureen:diff:'[A-Za-z0-9._:-]+' -->'$ ]] || { say warning 'No comment was written: the report has no marker.' && return; }
  command -v jq >/dev/null || { say warning 'No comment was written: that needs `jq`.' && return; }
  has_token || { say notice 'No comment was written: there is no token.' && return; }
  pattern="^${marker//./[.]}"
  jq -Rs '{body: .}' "$report" >body.json
  if attempt write_comment; then return; fi
  case "$code" in
    401 | 403 | 404) say notice "No comment was written: the token may only read, as for a pull request from a fork, or lacks \`pull-requests: write\` ($code). The summary of this job holds the report." ;;
    *) say warning "No comment was written: the host answered $code. The summary of this job holds the report." ;;
  esac
}

# withdraw REASON: replaces what an earlier run wrote, if anything, where this one has no report: what stood there no longer
# holds. The device is not known then; that of the same folder is meant.
withdraw() {
  local reason=$1 root pattern
  { command -v jq >/dev/null && has_token; } || return 0
  root=$(printf '%s' "${TUREEN_FOLDER:-.}" | sed 's,^\./*,,; s,/*$,,; s,[^A-Za-z0-9._-],-,g')
  pattern="^<!-- tureen:diff:[A-Za-z0-9._-]*${root:+:${root//./[.]}} -->"
  attempt replace_by_reason || true
}

# Whether there is a pull request and a token. The token is sent as a line of curl's configuration, where a quote or a new
# line would say something else.
has_token() {
  [[ ${PULL_NUMBER:-} =~ ^[0-9]+$ && ${TUREEN_TOKEN:-} =~ ^[A-Za-z0-9_.=~+/-]+$ ]]
}

# attempt COMMAND: runs it up to four times, as long as the host stumbles. It begins anew each time: what failed may have been
# done all the same.
attempt() {
  local wait
  author='' found='' code=000
  comments="${GITHUB_API_URL:-https://api.github.com}/repos/${GITHUB_REPOSITORY:-}/issues"
  for wait in 1 2 4 ''; do
    if "$1"; then return; fi
    case "$code" in
      000 | 429 | 5??) if [ -n "$wait" ]; then sleep "$((wait * ${TUREEN_PAUSE:-1}))"; fi ;;
      *) break ;;
    esac
  done
  return 1
}

# Replaces the comment, or writes it; sets `code` to the host's last answer.
write_comment() {
  find_author || return
  find_comment || return
  if [ -n "$found" ]; then
    api PATCH "$comments/comments/$found" body.json && [ "$code" = 200 ] && echo "Replaced the comment of pull request $PULL_NUMBER."
  elif jq -e '.records == [] and ([(.[], .findings.new, (.policy // [] | .[])) | arrays[]] == [])' "$json" >/dev/null; then
    echo 'Nothing changed, and there is no comment: none is written.'
  else
    api POST "$comments/$PULL_NUMBER/comments" body.json && [ "$code" = 201 ] && echo "Wrote the comment of pull request $PULL_NUMBER."
  fi
}

# Replaces the comment, if there is one, by its marker and the reason.
replace_by_reason() {
  find_author || return
  find_comment || return
  if [ -z "$found" ]; then return; fi
  jq --argjson found "$found" --arg reason "$reason" --arg commit "${PULL_HEAD:-}" \
    '{body: "\(.[] | select(.id == $found) | .body | split("\n")[0] | rtrimstr("\r"))\n### Tureen could not judge `\($commit)`\n\n\($reason)\n"}' \
    answer.json >body.json
  api PATCH "$comments/comments/$found" body.json && [ "$code" = 200 ]
}

# Sets `author` to the login behind the token. A token of a workflow belongs to a bot, which only GraphQL tells.
find_author() {
  if [ -n "$author" ]; then return; fi
  printf '{"query":"{viewer{login}}"}' >query.json
  api POST "${GITHUB_GRAPHQL_URL:-https://api.github.com/graphql}" query.json
  case "$code" in
    200) author=$(jq -r '.data.viewer.login // empty' answer.json | tr -d '\r') ;;
    000 | 429 | 5??) return 1 ;;
  esac
  author=${author:-'github-actions[bot]'}
}

# Sets `found` to the number of the comment, or to nothing.
find_comment() {
  local page=1
  found=''
  while :; do
    api GET "$comments/$PULL_NUMBER/comments?per_page=100&page=$page"
    [ "$code" = 200 ] || return 1
    found=$(jq -r --arg author "$author" --arg pattern "$pattern" \
      'map(select((.user.login == $author or .user.login == $author + "[bot]") and (.body // "" | test($pattern)))) | first | .id // empty' \
      answer.json | tr -d '\r')
    if [[ $found =~ ^[0-9]+$ ]]; then return; fi
    [ "$(jq length answer.json | tr -d '\r')" = 100 ] || return 0
    page=$((page + 1))
  done
}

# api METHOD ADDRESS [FILE]: asks the host, with a file as JSON; leaves the answer in answer.json and its status in `code`. The
# token goes by standard input: others on the machine can read the arguments of a program.
api() {
  local options=(--silent --show-error --max-time 30 --output answer.json --write-out '%{http_code}' --request "$1"
    --header 'Accept: application/vnd.github+json' --header 'X-GitHub-Api-Version: 2022-11-28')
  if [ $# -gt 2 ]; then options+=(--header 'Content-Type: application/json' --data-binary "@$3"); fi
  code=$(printf 'header = "Authorization: Bearer %s"\n' "$TUREEN_TOKEN" | curl "${options[@]}" --config - "$2" | tr -d '\r') || code=000
}
