# shellcheck shell=bash disable=SC2154 # all.sh gives each test its sandbox
# Starting and stopping processes.

it_kills_a_program_that_does_not_listen() {
  # shellcheck disable=SC2034 # read by stop_children
  patience_seconds=1
  start stubborn "$sandbox/log" bash -c 'trap "" TERM; echo up; while true; do sleep 0.1; done'
  local pid="$started_pid"
  eventually grep -q up "$sandbox/log"
  stop_children
  is_gone "$pid" || fail "the stubborn program is still there"
}

it_kills_at_once_when_the_user_insists() {
  cat >"$sandbox/launch" <<LAUNCH
set -euo pipefail
source "$checkout/tools/launcher/children.sh"
own_children
start stubborn "$sandbox/log" bash -c 'trap "" TERM; echo up \$\$; while true; do sleep 0.1; done'
while true; do sleep 0.1; done
LAUNCH
  set -m
  bash "$sandbox/launch" &
  demo_pid=$!
  set +m
  eventually grep -q up "$sandbox/log"
  local began=$SECONDS
  kill -INT -- "-$demo_pid"
  sleep 0.5
  kill -INT -- "-$demo_pid"
  eventually is_gone "$demo_pid"
  ((SECONDS - began < 5)) || fail "it waited although the user insisted"
  is_gone "$(sed -n 's/^up //p' "$sandbox/log")" || fail "the stubborn program is still there"
}

it_lets_a_program_finish_its_own_stop() {
  start tidy "$sandbox/log" bash -c 'trap "sleep 0.3; echo tidied; exit 0" TERM; echo up; while true; do sleep 0.05; done'
  eventually grep -q up "$sandbox/log"
  stop_children
  expect_contains "$(cat "$sandbox/log")" tidied
}

it_does_not_touch_a_process_that_only_has_the_same_id() {
  sleep 600 &
  bystander_pid=$!
  signal_family KILL <<<"$bystander_pid 1"
  expect_alive "$bystander_pid" "a stranger with a reused id"
}

it_does_not_stop_a_stranger_with_the_id_of_a_child_that_has_ended() {
  # Not a child of this shell, which waits for all of its own.
  bystander_pid="$(sleep 600 >/dev/null 2>&1 & echo $!)"
  sleep 0.1
  start brief "$sandbox/log" sleep 0.1
  started_pids[0]="$bystander_pid"
  stop_children
  expect_alive "$bystander_pid" "a stranger with a reused id"
}

it_forgets_a_child_that_it_has_waited_for() {
  start brief "$sandbox/log" true
  local brief="$started_pid"
  start lasting "$sandbox/log" sleep 600
  wait_for "$brief"
  expect_equal "$started_pid" "${started_pids[*]}"
  expect_equal "$started_pid $(birth_of "$started_pid")" "$(all_started)"
  stop_children
}

it_stops_the_children_of_its_children_too() {
  start parent "$sandbox/log" bash -c 'bash -c "sleep 600 & echo \$!; wait" & wait'
  eventually grep -q '^[0-9]' "$sandbox/log"
  stop_children
  is_gone "$(cat "$sandbox/log")" || fail "a grandchild outlived its launcher"
}

it_gives_back_a_programs_exit_code() {
  start seven "$sandbox/log" bash -c 'exit 7'
  local code=0
  wait_for "$started_pid" || code=$?
  expect_equal 7 "$code"
}
