# shellcheck shell=bash
# What a test may say. Each check ends the test as failed, with a reason, when it does not hold.

skipped_code=77

# Ends the test as failed, saying why.
fail() {
  printf '%s\n' "$1"
  exit 1
}

# Ends the test as skipped, saying why.
skip() {
  printf '%s\n' "$1"
  exit "$skipped_code"
}

expect_equal() {
  [[ "$1" == "$2" ]] || fail "expected: $1"$'\n'"but was:  $2"
}

expect_contains() {
  [[ "$1" == *"$2"* ]] || fail "expected to find: $2"$'\n'"in: $1"
}

expect_lacks() {
  [[ "$1" != *"$2"* ]] || fail "expected not to find: $2"$'\n'"in: $1"
}

# Waits until a command succeeds, for ten seconds at most.
eventually() {
  local deadline=$((SECONDS + 10))
  until "$@" 2>/dev/null; do
    ((SECONDS < deadline)) || fail "never came true: $*"
    sleep 0.05
  done
}

expect_alive() {
  ! is_gone "$1" || fail "process $1 ($2) should be alive"
}

# True when a process has ended, collected by its parent or not.
is_gone() {
  [[ -z "$(birth_of "$1")" ]]
}
