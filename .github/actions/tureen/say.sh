# What the scripts of this action share: words for people that a runner cannot mistake for its own commands.
# shellcheck shell=bash

# escaped TEXT: the text as the message of a workflow command.
escaped() {
  local text=$1
  text=${text//'%'/'%25'}
  text=${text//$'\r'/'%0D'}
  printf '%s' "${text//$'\n'/'%0A'}"
}

# say LEVEL TEXT: an annotation of the run; `notice`, `warning` or `error`.
say() {
  printf '::%s title=Tureen::%s\n' "$1" "$(escaped "$2")"
}

# aloud COMMAND...: a command whose output goes to the log, and is not obeyed there: file names may hold workflow commands.
aloud() {
  local token said status=0
  said=$("$@" 2>&1) || status=$?
  if [ -n "$said" ]; then
    token=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    printf '::stop-commands::%s\n%s\n::%s::\n' "$token" "$said" "$token"
  fi
  return "$status"
}

# stop TEXT [FILE]: tells why the job could not be done, with what a file holds, in the summary and in the log, and whoever wants
# to know; ends with 2.
stop() {
  local details=''
  if [ $# -gt 1 ]; then details=$(tr -d '\r' <"$2"); fi
  {
    printf '### Tureen could not judge this\n\n%s\n' "$1"
    # Indented, it is code whatever it holds.
    if [ -n "$details" ]; then printf '\n'; printf '%s\n' "$details" | sed 's/^/    /'; fi
  } >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
  say error "$1${details:+$'\n'$details}"
  result status 2
  if declare -F stopped >/dev/null; then stopped "$1"; fi
  exit 2
}

# result NAME VALUE: an output of the step.
result() {
  printf '%s=%s\n' "$1" "$2" >>"${GITHUB_OUTPUT:-/dev/null}"
}
