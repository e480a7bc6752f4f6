# shellcheck shell=bash disable=SC2154 # all.sh gives each test its sandbox
# When Maven is asked to build, and what is said when it cannot.

times_built() {
  grep -c package "$sandbox/mvn.said" 2>/dev/null || true
}

it_builds_once_and_not_again_until_a_source_changes() {
  pretend_machine
  "$machine/yagura" bench >/dev/null 2>&1
  "$machine/yagura" bench >/dev/null 2>&1
  expect_equal 1 "$(times_built)"
  printf 'class Main { int changed; }\n' >"$machine/shared/src/main/java/Main.java"
  "$machine/yagura" bench >/dev/null 2>&1
  expect_equal 2 "$(times_built)"
  rm "$machine/shared/src/main/java/Main.java"
  "$machine/yagura" bench >/dev/null 2>&1
  expect_equal 3 "$(times_built)"
}

it_sees_the_same_changes_in_a_git_checkout() {
  command -v git >/dev/null || skip "git is not installed"
  pretend_machine
  (cd "$machine" && git init -q && printf 'target/\n' >.gitignore && git add -A)
  "$machine/yagura" bench >/dev/null 2>&1
  "$machine/yagura" bench >/dev/null 2>&1
  expect_equal 1 "$(times_built)"
  printf 'class New {}\n' >"$machine/simulators/src/main/java/New.java"
  "$machine/yagura" bench >/dev/null 2>&1
  expect_equal 2 "$(times_built)"
  rm "$machine/shared/src/main/java/Main.java"
  "$machine/yagura" bench >/dev/null 2>&1
  expect_equal 3 "$(times_built)"
}

it_sees_changes_in_a_checkout_in_which_git_does_not_answer() {
  pretend_machine
  mkdir "$machine/.git"
  printf '#!/bin/sh\necho "fatal: detected dubious ownership" >&2\nexit 128\n' >"$sandbox/bin/git"
  chmod +x "$sandbox/bin/git"
  "$machine/yagura" bench >/dev/null 2>&1
  "$machine/yagura" bench >/dev/null 2>&1
  expect_equal 1 "$(times_built)"
  printf 'class Main { int changed; }\n' >"$machine/shared/src/main/java/Main.java"
  "$machine/yagura" bench >/dev/null 2>&1
  expect_equal 2 "$(times_built)"
}

it_does_not_build_for_a_changed_test_or_a_program_that_is_there() {
  pretend_machine
  "$machine/yagura" bench >/dev/null 2>&1
  printf 'class MainTest {}\n' >"$machine/shared/src/test/java/MainTest.java"
  "$machine/yagura" bench >/dev/null 2>&1
  expect_equal 1 "$(times_built)"
  rm "$machine/command-center/target/command-center-0.1.0.jar"
  "$machine/yagura" bench >/dev/null 2>&1
  expect_equal 2 "$(times_built)"
}

it_runs_maven_on_the_new_jdk() {
  pretend_machine
  "$machine/yagura" bench >/dev/null 2>&1
  expect_contains "$(cat "$sandbox/mvn.said")" "JAVA_HOME=$sandbox/jdk"
}

it_keeps_build_chatter_out_of_the_results() {
  pretend_machine
  expect_equal '{"bench":"ingest"}' "$("$machine/yagura" bench ingest --quick --json 2>/dev/null)"
}

it_shows_the_errors_of_a_build_that_fails() {
  pretend_machine
  printf '[INFO] fine so far\n[ERROR] Main.java:[1,1] a brace is missing\n' >"$sandbox/mvn.fails"
  local said code=0
  said="$("$machine/yagura" bench 2>&1)" || code=$?
  expect_equal 1 "$code"
  expect_contains "$said" "a brace is missing"
  expect_lacks "$said" "fine so far"
}
