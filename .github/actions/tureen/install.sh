#!/usr/bin/env bash
# Puts the program of a release on this runner: its archive is downloaded, compared with its checksum, and kept in the
# runner's tool cache. Nothing is compiled.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/say.sh"

main() {
  if [ -n "${TUREEN_BINARY:-}" ]; then
    [ -x "$TUREEN_BINARY" ] || stop "There is no program at \`binary\`: $TUREEN_BINARY"
    result tureen "$(cd "$(dirname "$TUREEN_BINARY")" && pwd)/$(basename "$TUREEN_BINARY")"
    return
  fi
  local version target name home
  version=${TUREEN_VERSION:-$(own_version)}
  version=${version#v}
  [[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$ ]] || stop "\`version\` is not like 1.2.3: $version"
  target=$(target) || stop "There is no program for ${RUNNER_OS:-this system} on ${RUNNER_ARCH:-this processor}; give \`binary\`."
  name="tureen-v$version-$target"
  home="${RUNNER_TOOL_CACHE:-${RUNNER_TEMP:-/tmp}}/tureen"
  home=${home//\\//}
  if [ ! -x "$home/$name/$(program)" ]; then
    mkdir -p "$home"
    work=$(mktemp -d "$home/new.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    # Names without a folder mean the same to every tool, on Windows too.
    cd "$work"
    fetch "$(releases)/v$version" "$name.tar.gz"
    tar -xzf "$name.tar.gz"
    [ -x "$name/$(program)" ] || stop "$name.tar.gz holds no $(program)."
    # Two jobs on one machine may meet here; what the other one put there is the same.
    mv "$name" "$home/" 2>/dev/null || [ -x "$home/$name/$(program)" ]
    cd "$home"
  fi
  result tureen "$home/$name/$(program)"
  # Later steps of the job may want to build the site.
  printf '%s\n' "$home/$name" >>"${GITHUB_PATH:-/dev/null}"
  echo "tureen $version for $target"
}

# The version of the repository that this action is a part of, whatever tag or commit it was asked for by.
own_version() {
  sed -n 's/^version = "\(.*\)"$/\1/p' "$here/../../../Cargo.toml" | head -n 1
}

# Releases lie beside the action: a runner keeps actions as _actions/OWNER/REPOSITORY/REF.
releases() {
  local path=${GITHUB_ACTION_PATH:-$here}
  path=${path//\\//}
  if [ -n "${TUREEN_RELEASES:-}" ]; then
    printf '%s' "${TUREEN_RELEASES%/}"
  elif [[ $path =~ /_actions/([^/]+)/([^/]+)/ ]]; then
    printf 'https://github.com/%s/%s/releases/download' "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}"
  else
    printf '%s/%s/releases/download' "${GITHUB_SERVER_URL:-https://github.com}" "${GITHUB_REPOSITORY:-}"
  fi
}

target() {
  case "${RUNNER_OS:-}-${RUNNER_ARCH:-}" in
    Linux-X64) echo x86_64-unknown-linux-musl ;;
    Linux-ARM64) echo aarch64-unknown-linux-musl ;;
    macOS-X64) echo x86_64-apple-darwin ;;
    macOS-ARM64) echo aarch64-apple-darwin ;;
    Windows-X64 | Windows-ARM64) echo x86_64-pc-windows-msvc ;;
    *) return 1 ;;
  esac
}

program() {
  if [ "${RUNNER_OS:-}" = Windows ]; then echo tureen.exe; else echo tureen; fi
}

# fetch FOLDER ARCHIVE: downloads an archive and compares it with the release's list of checksums.
fetch() {
  local expected actual
  download "$1/$2" "$2"
  download "$1/SHA256SUMS" SHA256SUMS
  expected=$(tr -d '\r' <SHA256SUMS | awk -v name="$2" '$2 == name || $2 == "*" name { print $1 }')
  actual=$(sha256 "$2")
  [[ $expected =~ ^[0-9a-f]{64}$ ]] || stop "SHA256SUMS of this release does not list $2."
  [ "$expected" = "$actual" ] || stop "$2 is not what its release says: its SHA-256 is $actual instead of $expected."
}

download() {
  case "$1" in
    https://* | http://127.0.0.1:* | http://localhost:*) ;;
    *) stop "Not downloaded, because it is no https address: $1" ;;
  esac
  curl --fail --silent --show-error --location --proto-redir '=https' --retry 3 --max-time 300 --output "$2" "$1" 2>log ||
    stop "Could not download $1" log
}

sha256() {
  if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | awk '{ print $1 }'
}

main
