# shellcheck shell=bash disable=SC2154 # all.sh gives each test its sandbox
# Finding the tools, and the sentences for when they are not there.

# The launcher's parts with a machine of our choosing around them.
load_launcher() {
  root="$sandbox"
  export root YAGURA_NO_INSTALL=1
  unset JAVA_HOME
  local part
  for part in words packages tools; do
    # shellcheck source=/dev/null
    source "$checkout/tools/launcher/$part.sh"
  done
}

jdks_on_this_machine() {
  local folders="$*"
  eval "jdk_candidates() { printf '%s\n' $folders; }"
}

it_says_what_to_do_when_there_is_only_an_old_jdk() {
  load_launcher
  pretend_jdk "$sandbox/old" 17.0.15
  jdks_on_this_machine "$sandbox/old"
  local said code=0
  said="$(need_jdk 2>&1)" || code=$?
  expect_equal 1 "$code"
  expect_contains "$said" "No JDK 25 was found (only 17 ($sandbox/old))"
  expect_contains "$said" "JDK 25 がありません"
  expect_equal 2 "$(wc -l <<<"$said" | tr -d ' ')"
}

it_finds_a_new_jdk_behind_an_old_one() {
  load_launcher
  pretend_jdk "$sandbox/old" 17.0.15
  pretend_jdk "$sandbox/new" 25.0.1
  jdks_on_this_machine "$sandbox/old" "$sandbox/new"
  find_jdk
  expect_equal "$sandbox/new" "$jdk_home"
}

it_prefers_the_jdk_it_is_tested_with_over_a_newer_one() {
  load_launcher
  pretend_jdk "$sandbox/old" 17
  pretend_jdk "$sandbox/early" 27
  pretend_jdk "$sandbox/new" 25
  jdks_on_this_machine "$sandbox/old" "$sandbox/early" "$sandbox/new"
  find_jdk
  expect_equal "$sandbox/new" "$jdk_home"
}

it_takes_the_users_own_jdk_when_it_is_new_enough() {
  load_launcher
  pretend_jdk "$sandbox/own" 26
  pretend_jdk "$sandbox/new" 25
  jdks_on_this_machine "$sandbox/new"
  export JAVA_HOME="$sandbox/own"
  find_jdk
  expect_equal "$sandbox/own" "$jdk_home"
}

it_passes_over_a_java_without_a_compiler() {
  load_launcher
  pretend_jdk "$sandbox/runtime-only" 25
  rm "$sandbox/runtime-only/bin/javac"
  jdks_on_this_machine "$sandbox/runtime-only"
  if find_jdk; then fail "a folder without javac was taken for a JDK"; fi
}

it_compares_versions_as_numbers() {
  load_launcher
  version_at_least v20.19.0 20.19 || fail "20.19.0 is 20.19"
  version_at_least v22.3.0 20.19 || fail "22.3 is newer"
  version_at_least 24 20.19 || fail "24 is newer"
  ! version_at_least v20.9.0 20.19 || fail "20.9 is older than 20.19"
  ! version_at_least v18.20.4 20.19 || fail "18 is older"
  ! version_at_least "" 20.19 || fail "nothing is no version"
}
