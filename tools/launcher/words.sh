# shellcheck shell=bash
# Words for people. Everything here goes to standard error: standard output is kept for results.

# Says one sentence in Japanese and in English.
say() {
  printf '%s\n  %s\n' "$1" "$2" >&2
}

# Says one sentence and ends the launcher: nothing it could do by itself is left.
give_up() {
  say "$1" "$2"
  exit 1
}

# Shows the lines of a log that tell why something failed: the errors of Maven and npm when there are any, else its end. A CI
# machine is gone afterwards and its log with it, so there more is shown.
show_why() {
  local log="$1" errors most=40
  [[ -z "${CI:-}" ]] || most=200
  errors="$(grep -E '^\[ERROR\]|^npm error' "$log" 2>/dev/null | grep -vE '^\[ERROR\] *$|Re-run Maven|full stack trace|\[Help 1\]|For more information' | head -n "$most" || true)"
  {
    if [[ -n "$errors" ]]; then printf '%s\n' "$errors"; else tail -n "$most" "$log" 2>/dev/null || true; fi
    printf '  → %s\n' "$log"
  } >&2
}

help() {
  cat <<'TEXT'
Yagura 櫓 — 防災監視とひとつの絵 / disaster watch for one municipality

  ./yagura demo                模擬の市と洪水で全体を動かす / everything, with a simulated city and flood
         [--port N] [--mqtt-port N] [--rise 180s] [--keep]
  ./yagura serve --config FILE 指令所を動かす / the command center
  ./yagura agent --site FILE   子局装置を動かす / one tower's edge agent
  ./yagura agent enroll        子局装置を登録する / enrol it with a one-time code (--site, --center, --code)
  ./yagura simulate SCENARIO … 模擬の子局群 / a simulated fleet
  ./yagura simulate link --listen satellite=1893 --to tcp://HOST:PORT
                               悪い回線を挟む / a bad line in front of a broker
  ./yagura test                必要な物を入れて全試験 / install what tests need, run every test
  ./yagura bench [NAME…] [--quick] [--json]
                               性能を測る / benchmarks, each beside something real
  ./yagura package             子局装置の .deb を作る（amd64・arm64） / the agent's Debian packages
         [--version V] [--out DIR]
  ./yagura doctor              この機械の点検 / what this machine has and lacks
  ./yagura help                この一覧 / this list

  YAGURA_HOME=DIR         demo の置き場（既定 .run） / where demo runs keep their data (default .run)
  YAGURA_NO_INSTALL=1     何も導入しない / never install packages, only say what is missing
TEXT
}
