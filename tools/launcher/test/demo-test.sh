# shellcheck shell=bash disable=SC2154 # all.sh gives each test its sandbox
# The demo from the outside: what it starts, what it says, and what it leaves behind.

all_programs_run() {
  [[ -s "$sandbox/play/command-center.pid" && -s "$sandbox/play/agent.pid" && -s "$sandbox/play/simulate.pid" ]] &&
    grep -q 'yagura-commander' "$sandbox/demo.out"
}

it_says_where_the_console_is_and_who_may_enter() {
  pretend_machine
  start_pretend_demo
  eventually all_programs_run
  local said
  said="$(cat "$sandbox/demo.out")"
  expect_contains "$said" "http://127.0.0.1:$http_port/"
  expect_contains "$said" "yagura-viewer"
  expect_contains "$(cat "$machine"/.run/demo-1/yagura.yaml)" "port: $http_port"
}

it_lays_three_links_on_free_ports_before_the_agent() {
  pretend_machine
  start_pretend_demo
  eventually all_programs_run
  local said
  said="$(cat "$sandbox/play/prepare.said")"
  [[ "$said" =~ --links\ lan=([0-9]+),lte=([0-9]+),satellite=([0-9]+)$ ]] || fail "no three links in: $said"
  [[ "${BASH_REMATCH[1]}" != "${BASH_REMATCH[2]}" && "${BASH_REMATCH[2]}" != "${BASH_REMATCH[3]}" ]] ||
    fail "two links on one port in: $said"
}

it_stops_all_it_started_at_ctrl_c_and_nothing_else() {
  pretend_machine
  "$JAVA_HOME/bin/java" -cp other CommandCenter >/dev/null &
  eventually test -s "$sandbox/play/command-center.pid"
  bystander_pid="$(pretend_pid command-center)"
  bystander_child="$(pretend_pid command-center child)"
  export bystander_child
  rm "$sandbox/play/command-center.pid"

  start_pretend_demo
  eventually all_programs_run
  local pids pid
  pids="$(cat "$sandbox"/play/{command-center,agent,simulate}.{pid,child})"
  kill -INT -- "-$demo_pid"
  eventually is_gone "$demo_pid"

  for pid in $pids; do
    is_gone "$pid" || fail "process $pid outlived the demo"
  done
  expect_alive "$bystander_pid" "a java that the demo did not start"
  expect_contains "$(cat "$sandbox/demo.out")" "Everything has been stopped."
}

it_stops_all_it_started_when_it_is_terminated() {
  pretend_machine
  start_pretend_demo
  eventually all_programs_run
  kill -TERM "$demo_pid"
  eventually is_gone "$demo_pid"
  is_gone "$(pretend_pid command-center)" || fail "the command center outlived the demo"
}

it_takes_its_programs_along_when_it_is_killed_outright() {
  setpriv --pdeathsig TERM true 2>/dev/null || skip "this system has no setpriv --pdeathsig"
  pretend_machine
  start_pretend_demo
  eventually all_programs_run
  kill -KILL "$demo_pid"
  eventually is_gone "$(pretend_pid command-center)"
  eventually is_gone "$(pretend_pid agent)"
  eventually is_gone "$(pretend_pid simulate)"
}

it_names_who_holds_a_busy_port_and_the_flag_that_helps() {
  pretend_machine
  local port said code=0
  port="$(free_port)"
  listen_on "$port"
  said="$("$machine/yagura" demo --port "$port" 2>&1)" || code=$?
  expect_equal 1 "$code"
  expect_contains "$said" "Port $port is in use"
  expect_contains "$said" "choose another with --port N"
  expect_contains "$said" "ポート $port は"
  expect_equal 2 "$(wc -l <<<"$said" | tr -d ' ')"
  if command -v ss >/dev/null || command -v lsof >/dev/null; then expect_contains "$said" "node (pid $listener_pid)"; fi
}

it_refuses_a_port_that_is_no_port() {
  pretend_machine
  local said code=0
  said="$("$machine/yagura" demo --port 99999 2>&1)" || code=$?
  expect_equal 1 "$code"
  expect_contains "$said" "--port takes a number from 1 to 65535"
}

it_asks_for_the_value_of_a_flag_once() {
  pretend_machine
  local flag said code
  for flag in --port --mqtt-port --rise; do
    code=0
    said="$(timeout 10 "$machine/yagura" demo "$flag" 2>&1)" || code=$?
    expect_equal 1 "$code"
    expect_equal "$flag のあとに値が要ります。"$'\n'"  $flag needs a value after it." "$said"
  done
}

it_refuses_one_port_for_two_purposes() {
  pretend_machine
  local port said code=0
  port="$(free_port)"
  said="$("$machine/yagura" demo --port "$port" --mqtt-port "$port" 2>&1)" || code=$?
  expect_equal 1 "$code"
  expect_contains "$said" "cannot both be $port"
}

it_moves_mqtt_away_from_the_port_of_the_console() {
  local http_port=1883 mqtt_port=""
  source_demo
  port_is_busy() { [[ "$1" == 1883 ]]; }
  choose_mqtt_port
  expect_equal 1884 "$mqtt_port"
  http_port=1884
  choose_mqtt_port
  expect_equal 1885 "$mqtt_port"
}

it_says_when_its_folder_cannot_be_written_to() {
  local said code=0 keep=""
  source_demo
  export YAGURA_HOME="$sandbox/runs"
  # Rights of a folder would not hold for every user who runs this.
  mkdir() { [[ "$*" != */demo-* ]] && command mkdir "$@"; }
  said="$(make_run_folder 2>&1)" || code=$?
  expect_equal 1 "$code"
  expect_contains "$said" "$sandbox/runs cannot be written to"
}

# Brings the demo's own functions into the test.
source_demo() {
  # shellcheck source=tools/launcher/words.sh
  source "$checkout/tools/launcher/words.sh"
  # shellcheck source=tools/launcher/ports.sh
  source "$checkout/tools/launcher/ports.sh"
  # shellcheck source=tools/launcher/demo.sh
  source "$checkout/tools/launcher/demo.sh"
}

it_shows_the_log_of_a_program_that_does_not_start() {
  pretend_machine
  mkdir -p "$sandbox/play"
  printf 'the disk is on fire\n' >"$sandbox/play/command-center.fails"
  local said code=0
  said="$("$machine/yagura" demo --port "$(free_port)" 2>&1)" || code=$?
  expect_equal 1 "$code"
  expect_contains "$said" "the disk is on fire"
  [[ ! -e "$sandbox/play/agent.pid" ]] || fail "the agent was started without a command center"
}

it_stops_the_rest_when_one_program_ends_by_itself() {
  pretend_machine
  start_pretend_demo
  eventually all_programs_run
  kill -KILL "$(pretend_pid agent)"
  eventually is_gone "$demo_pid"
  is_gone "$(pretend_pid command-center)" || fail "the command center was left behind"
  expect_contains "$(cat "$sandbox/demo.out")" "edge-agent"
}

it_starts_with_fresh_data_each_time_unless_told_to_keep_it() {
  pretend_machine
  local flag
  for flag in "" "" --keep --keep; do
    rm -rf "$sandbox/play"
    # shellcheck disable=SC2086 # an empty flag is no flag
    start_pretend_demo $flag
    eventually all_programs_run
    kill -INT -- "-$demo_pid"
    eventually is_gone "$demo_pid"
  done
  expect_equal "demo-1 demo-2 demo-kept" "$(cd "$machine/.run" && echo demo-*)"
}
