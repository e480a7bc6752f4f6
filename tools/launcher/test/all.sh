#!/usr/bin/env bash
# Runs the launcher's tests: every function named it_… in the *-test.sh files beside this one, each in a shell and an
# empty folder of its own. Prints "ok", "FAIL" or "skip" and a sentence for each.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)"
checkout="$(cd "$here/../../.." && pwd -P)"
export checkout

# shellcheck source=tools/launcher/children.sh
source "$checkout/tools/launcher/children.sh"
# shellcheck source=tools/launcher/test/expect.sh
source "$here/expect.sh"
# shellcheck source=tools/launcher/test/pretend.sh
source "$here/pretend.sh"

failures=0
for file in "$here"/*-test.sh; do
  # shellcheck source=/dev/null
  source "$file"
  tests="$(sed -n 's/^\(it_[a-z0-9_]*\)().*/\1/p' "$file")"
  for test in $tests; do
    sandbox="$(cd "$(mktemp -d)" && pwd -P)"
    # Not in a condition, where bash would ignore -e within the test.
    set +e
    (
      set -e
      trap 'end_sandbox' EXIT
      cd "$sandbox"
      "$test"
    ) >"$sandbox.out" 2>&1
    code=$?
    set -e
    sentence="launcher: ${test//_/ }"
    case "$code" in
      0) printf 'ok   %s\n' "$sentence" ;;
      "$skipped_code") printf 'skip %s: %s\n' "$sentence" "$(tail -1 "$sandbox.out")" ;;
      *)
        printf 'FAIL %s\n' "$sentence"
        sed 's/^/       /' "$sandbox.out"
        failures=$((failures + 1))
        ;;
    esac
    rm -rf "$sandbox" "$sandbox.out"
  done
done
((failures == 0))
