# shellcheck shell=bash
# `./yagura test`: installs what the tests need, then runs all of them: the launcher's, every module's, the console's.

test_packages=(mosquitto chromium fonts-noto-cjk fonts-morisawa-bizud-gothic shellcheck)

suite() {
  local failed_parts="" stamp
  rm -rf "$root/target/launcher/tests"
  mkdir -p "$root/target/launcher/tests"
  own_children
  need_jdk
  need_maven
  need_node
  install_test_packages

  test_launcher || failed_parts+=" launcher"
  stamp="$(source_stamp)"
  if test_modules; then remember_build "$stamp"; else failed_parts+=" modules"; fi
  test_console || failed_parts+=" console"
  summary "$failed_parts"
}

# Installs the Debian packages that tests need and this machine lacks; a test whose tool is still missing says so itself.
install_test_packages() {
  command -v dpkg-query >/dev/null || return 0
  local package missing=()
  for package in "${test_packages[@]}"; do
    package_installed "$package" || missing+=("$package")
  done
  ((${#missing[@]} > 0)) || return 0
  for package in "${missing[@]}"; do
    if [[ -n "$(package_version "$package")" ]] && install_packages "$package" "$package"; then
      leave_broker_off "$package"
    fi
  done
}

# Debian starts a broker of its own with the package; tests start theirs, so the one just installed is switched off.
leave_broker_off() {
  [[ "$1" == mosquitto && -d /run/systemd/system ]] || return 0
  as_root systemctl disable --now mosquitto >/dev/null 2>&1 </dev/null || true
}

# Checks the launcher's own code and behaviour.
test_launcher() {
  local log="$root/target/launcher/tests/launcher.log" code=0
  printf '== launcher\n'
  if command -v shellcheck >/dev/null; then
    if (cd "$root" && shellcheck -x -a yagura tools/launcher/test/*.sh); then
      printf 'ok   the launcher has nothing for shellcheck to say\n'
    else
      printf 'FAIL the launcher has nothing for shellcheck to say\n'
    fi
  else
    printf 'skip the launcher has nothing for shellcheck to say: shellcheck is not installed\n'
  fi | tee "$log"
  "$root/tools/launcher/test/all.sh" 2>&1 </dev/null | tee -a "$log" || code=$?
  ! grep -q '^FAIL' "$log" && ((code == 0))
}

# Builds and tests every module with its formatting and static analysis.
test_modules() {
  local log="$root/target/launcher/tests/maven.log"
  printf '== modules\n'
  rm -rf "$root"/*/target/surefire-reports "$root"/*/target/failsafe-reports
  if run_maven "$log" verify --fail-at-end; then return; fi
  show_why "$log"
  return 1
}

# Checks, lints and tests the console with its own tools.
test_console() {
  local log="$root/target/launcher/tests/console.log" console="$root/command-center/console"
  printf '== console\n'
  if (
    cd "$console" || exit 1
    [[ -d node_modules ]] || npm ci --no-audit --no-fund || exit 1
    node ../basemap/tools/make-pmtiles.mjs --check || exit 1
    NO_COLOR=1 npm run verify
  ) >"$log" 2>&1 </dev/null; then
    grep -E '^ *(Test Files|Tests) ' "$log" || true
    return 0
  fi
  tail -n 100 "$log"
  return 1
}

# Prints one "verdict name: reason" line for each test in the reports of Surefire and Failsafe.
module_verdicts() {
  local reports=()
  local report
  for report in "$root"/*/target/surefire-reports/TEST-*.xml "$root"/*/target/failsafe-reports/TEST-*.xml; do
    [[ ! -e "$report" ]] || reports+=("$report")
  done
  ((${#reports[@]} > 0)) || return 0
  awk -f "$root/tools/launcher/verdicts.awk" "${reports[@]}"
}

# Prints every failure and every skip with its reason, and closes with the count of all tests.
summary() {
  local failed_parts="$1" verdicts passed failed skipped vitest
  verdicts="$(module_verdicts; cat "$root/target/launcher/tests/launcher.log")"
  vitest="$(sed -n 's/^ *Tests  *//p' "$root/target/launcher/tests/console.log" | tail -1)"
  passed=$(($(grep -c '^ok' <<<"$verdicts" || true) + $(count_of passed "$vitest")))
  failed=$(($(grep -c '^FAIL' <<<"$verdicts" || true) + $(count_of failed "$vitest")))
  skipped=$(($(grep -c '^skip' <<<"$verdicts" || true) + $(count_of skipped "$vitest")))
  printf '== summary\n'
  grep -E '^(FAIL|skip)' <<<"$verdicts" || true
  # A part can fail without a failed test: code that does not compile, a format that is off, a crashed JVM.
  [[ -z "$failed_parts" ]] || printf 'failed:%s\n' "$failed_parts"
  [[ -z "$failed_parts" ]] || ((failed > 0)) || failed=1
  ((passed > 0)) || { printf 'no test ran\n'; failed=$((failed > 0 ? failed : 1)); }
  printf '%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
  ((failed == 0))
}

# Prints the number before a word in Vitest's "1 failed | 12 passed | 2 skipped (15)", or 0.
count_of() {
  local number
  number="$(grep -oE "[0-9]+ $1" <<<"$2" | cut -d' ' -f1 || true)"
  printf '%s' "${number:-0}"
}
