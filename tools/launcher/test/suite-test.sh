# shellcheck shell=bash disable=SC2154 # all.sh gives each test its sandbox
# How `./yagura test` counts.

load_suite() {
  root="$sandbox"
  mkdir -p "$root/tools" "$root/target/launcher/tests" "$root/shared/target/surefire-reports"
  cp -R "$checkout/tools/launcher" "$root/tools/"
  : >"$root/target/launcher/tests/launcher.log"
  : >"$root/target/launcher/tests/console.log"
  # shellcheck source=tools/launcher/suite.sh
  source "$checkout/tools/launcher/suite.sh"
}

a_report() {
  cat >"$root/shared/target/surefire-reports/TEST-shared.xml" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<testsuite name="jp.yagura.shared.WireTest" tests="4" errors="0" skipped="1" failures="1">
  <testcase name="aReadingSurvivesTheWire" classname="jp.yagura.shared.WireTest" time="0.1"/>
  <testcase name="aLateReadingSurvives" classname="jp.yagura.shared.WireTest" time="0.1">
    <flakyFailure message="once" type="AssertionError"/>
  </testcase>
  <testcase name="aBrokenFrameIsRefused" classname="jp.yagura.shared.WireTest" time="0.1">
    <failure message="expected &lt;refused&gt; &amp; got none" type="AssertionError">trace</failure>
  </testcase>
  <testcase name="twoBrokersShareTheLoad" classname="jp.yagura.shared.WireTest" time="0">
    <skipped message="no mosquitto on this machine"/>
  </testcase>
</testsuite>
XML
}

it_counts_every_test_and_gives_every_skip_its_reason() {
  load_suite
  a_report
  printf 'ok   launcher: one\nskip launcher: two: no setpriv\n' >"$root/target/launcher/tests/launcher.log"
  printf '\n Test Files  2 passed (2)\n      Tests  1 failed | 12 passed | 2 skipped (15)\n' >"$root/target/launcher/tests/console.log"
  local said code=0
  said="$(summary "")" || code=$?
  expect_equal 1 "$code"
  expect_equal "15 passed, 2 failed, 4 skipped" "$(tail -1 <<<"$said")"
  expect_contains "$said" "skip WireTest: twoBrokersShareTheLoad: no mosquitto on this machine"
  expect_contains "$said" "FAIL WireTest: aBrokenFrameIsRefused: expected <refused> & got none"
}

it_counts_a_part_that_failed_without_a_failed_test() {
  load_suite
  printf 'ok   launcher: one\n' >"$root/target/launcher/tests/launcher.log"
  local said code=0
  said="$(summary " modules")" || code=$?
  expect_equal 1 "$code"
  expect_contains "$said" "failed: modules"
  expect_equal "1 passed, 1 failed, 0 skipped" "$(tail -1 <<<"$said")"
}

it_does_not_call_an_empty_run_a_success() {
  load_suite
  local code=0
  summary "" >/dev/null || code=$?
  expect_equal 1 "$code"
}
