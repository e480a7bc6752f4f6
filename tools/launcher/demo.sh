# shellcheck shell=bash
# The demo: a synthetic city, its flood, the command center and one real edge agent, all on this machine.

demo() {
  local http_port=8080 mqtt_port="" rise=180s keep="" home run
  while (($# > 0)); do
    case "$1" in
      --port) need_value "$@" && http_port="$2" && shift 2 ;;
      --mqtt-port) need_value "$@" && mqtt_port="$2" && shift 2 ;;
      --rise) need_value "$@" && rise="$2" && shift 2 ;;
      --keep) keep=yes && shift ;;
      *) give_up "demo に「$1」という指定はありません。./yagura help をご覧ください。" "demo has no option \"$1\"; see ./yagura help." ;;
    esac
  done
  check_port_number --port "$http_port"
  need_free_port --port "$http_port"
  if [[ -n "$mqtt_port" ]]; then
    check_port_number --mqtt-port "$mqtt_port"
    ((10#$mqtt_port != 10#$http_port)) ||
      give_up "--port と --mqtt-port に同じ番号（$http_port）は使えません。別々の番号を指定してください。" \
        "--port and --mqtt-port cannot both be $http_port; choose two different numbers."
    need_free_port --mqtt-port "$mqtt_port"
  else
    choose_mqtt_port
  fi

  choose_link_ports
  own_children
  build
  make_run_folder
  start_demo
  welcome
  watch_demo
}

# Ends the launcher when no value follows a flag. Not to be called in $(…), of which it could only end the inside.
need_value() {
  (($# >= 2)) || give_up "$1 のあとに値が要ります。" "$1 needs a value after it."
}

# MQTT is not typed by people, so the demo moves to another port by itself when the usual one is taken.
choose_mqtt_port() {
  local holder
  mqtt_port=1883
  if ((10#$http_port == mqtt_port)); then
    holder=--port
  else
    port_is_busy "$mqtt_port" || return 0
    holder="$(port_holder "$mqtt_port")"
  fi
  mqtt_port="$(free_port_from 1884)"
  ((10#$http_port != mqtt_port)) || mqtt_port="$(free_port_from $((mqtt_port + 1)))"
  say "MQTT の 1883 番は${holder:+ $holder が}使用中のため、$mqtt_port 番を使います（--mqtt-port で選べます）。" \
    "MQTT port 1883 is in use${holder:+ by $holder}, so $mqtt_port is used (--mqtt-port N chooses)."
}

# The real agent reaches the command center over three emulated links, which fail one after the other.
choose_link_ports() {
  local profile port=1890
  link_listeners=""
  for profile in lan lte satellite; do
    port="$(free_port_from $((port + 1)))"
    while ((port == 10#$http_port || port == 10#$mqtt_port)); do port="$(free_port_from $((port + 1)))"; done
    link_listeners+="${link_listeners:+,}$profile=$port"
  done
}

# Makes the folder of this run: a new one each time, or with --keep the one that was kept before.
make_run_folder() {
  home="${YAGURA_HOME:-$root/.run}"
  mkdir -p "$home" 2>/dev/null || cannot_keep_runs
  if [[ -n "$keep" ]]; then
    run="$home/demo-kept"
    mkdir -p "$run" 2>/dev/null || cannot_keep_runs
    return
  fi
  local number=1
  until mkdir "$home/demo-$number" 2>/dev/null; do
    [[ -e "$home/demo-$number" ]] || cannot_keep_runs
    number=$((number + 1))
  done
  run="$home/demo-$number"
}

cannot_keep_runs() {
  give_up "$home に書き込めません。YAGURA_HOME で書き込めるフォルダーを指定してください。" \
    "$home cannot be written to; name a folder that can be with YAGURA_HOME."
}

# Starts the programs in the order in which they need one another.
start_demo() {
  local began=$SECONDS
  local broker="tcp://127.0.0.1:$mqtt_port"
  say "起動しています。" "Starting."
  quick_program_command simulators prepare --out "$run/city" --broker "$broker" --rise "$rise" --links "$link_listeners"
  start prepare "$run/logs/prepare.log" "${program[@]}"
  wait_for "$started_pid" || fail_demo "模擬の市" "the synthetic city" "$run/logs/prepare.log"
  write_demo_accounts >"$run/accounts.yaml"
  write_demo_config >"$run/yagura.yaml"

  quick_program_command command-center --config "$run/yagura.yaml"
  with_class_archive command-center
  start command-center "$run/logs/command-center.log" "${program[@]}"
  until_ready "$started_pid" "$run/logs/command-center.log"

  # The fleet's program lays the agent's links, so it goes first.
  quick_program_command simulators simulate nankoku-flood --plan "$run/city"
  start simulate "$run/logs/simulate.log" "${program[@]}"
  quick_program_command edge-agent --site "$run/city/agents/inabu.yaml"
  start edge-agent "$run/logs/edge-agent.log" "${program[@]}"
  seconds_taken=$((SECONDS - began))
}

# Waits for the command center's one line that says it is ready.
until_ready() {
  local pid="$1" log="$2"
  until grep -q '^YAGURA READY ' "$log" 2>/dev/null; do
    kill -0 "$pid" 2>/dev/null || fail_demo "指令所" "the command center" "$log"
    sleep 0.1
  done
}

fail_demo() {
  say "$1を動かせませんでした。記録の終わりは次のとおりです。" "Could not start $2; its log ends like this."
  show_why "$3"
  exit 1
}

write_demo_config() {
  cat <<YAML
# The demo's command center. Every key is explained in docs/operations.md.
yagura:
  demo: true
  http: {host: 127.0.0.1, port: $http_port}
  data: "$run/data"
  database: {kind: sqlite}
  broker: {embedded: {enabled: true, host: 127.0.0.1, port: $mqtt_port}}
  sites: {import-file: "$run/city/sites.yaml"}
  accounts: {import-file: "$run/accounts.yaml"}
YAML
}

# Accounts that only a command center with yagura.demo=true takes: their passwords stand in this file for all to read.
write_demo_accounts() {
  cat <<'YAML'
accounts:
  - {name: commander, displayName: 指揮, roles: [commander], password: yagura-commander}
  - {name: operator, displayName: 操作, roles: [operator], password: yagura-operator}
  - {name: viewer, displayName: 閲覧, roles: [viewer], password: yagura-viewer}
  - {name: admin, displayName: 管理, roles: [admin], password: yagura-admin}
YAML
}

welcome() {
  cat <<TEXT

  Yagura  http://127.0.0.1:$http_port/        （起動 $seconds_taken 秒 / ready in $seconds_taken s）

  役割 role           名前 name    パスワード password
  指揮 commander      commander    yagura-commander
  操作 operator       operator     yagura-operator
  閲覧 viewer         viewer       yagura-viewer
  管理 administrator  admin        yagura-admin

  水位は $rise のあいだに全段階を上がります。稲生の回線は LAN、LTE、衛星、途絶の順に落ち、また戻ります。Ctrl-C で全部止まります。
  The water rises through every stage within $rise. The line of Inabu falls from LAN to LTE to satellite to silence
  and comes back, every five minutes. Ctrl-C stops everything.
  記録 logs and data: $run

TEXT
}

end_demo() {
  stop_children
  say "すべて止めました。" "Everything has been stopped."
}

# Keeps watch until the user stops the demo, or a program ends that should not have.
watch_demo() {
  trap 'exit 0' INT TERM
  trap 'end_demo' EXIT
  local index pid name ended
  while true; do
    for index in "${!started_pids[@]}"; do
      pid="${started_pids[$index]}" name="${started_names[$index]}"
      if kill -0 "$pid" 2>/dev/null; then continue; fi
      ended=0
      wait_for "$pid" || ended=$?
      if [[ "$name" == edge-agent ]] && ((ended == 75)); then # ordered from the console, as systemd would do it
        quick_program_command edge-agent --site "$run/city/agents/inabu.yaml"
        start edge-agent "$run/logs/edge-agent.log" "${program[@]}"
      elif [[ "$name" == simulate ]] && ((ended == 0)); then
        say "模擬の筋書きが終わりました。画面はそのまま使えます。" "The scenario has ended; the console stays up."
      else
        fail_demo " $name " "$name: it ended by itself" "$run/logs/$name.log"
      fi
    done
    sleep 0.5
  done
}
