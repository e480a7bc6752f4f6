#!/usr/bin/env bash
# Builds the fault tools into a folder, unless they are there and newer than their sources: tools/faults/build.sh FOLDER
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)"
folder="$1"
mkdir -p "$folder"

# Several test classes may ask at once: what is half built never has the name that they look for.
make() {
  local source="$here/$1" target="$folder/$2"
  shift 2
  [[ ! "$target" -nt "$source" ]] || return 0
  half="$(mktemp "$target.XXXXXX")"
  trap 'rm -f "$half"' EXIT
  gcc -O2 -Wall -Wextra -o "$half" "$source" "$@"
  chmod 755 "$half"
  mv "$half" "$target"
}

make iofault.c iofault.so -shared -fPIC -ldl -lpthread
make clockjump.c clockjump.so -shared -fPIC -ldl
[[ "$(uname -s)" != Linux ]] || make tunlink.c tunlink
