# shellcheck shell=bash
# Ports: whether one is free, and who holds it.

# True when something on this machine answers on the port.
port_is_busy() {
  (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# Prints "name (pid N)" of the process that listens on the port, or nothing when the system will not say.
port_holder() {
  local port="$1" line
  if command -v ss >/dev/null; then
    line="$(ss -Hltnp "sport = :$port" 2>/dev/null | sed -n 's/.*users:(("\([^"]*\)",pid=\([0-9]*\).*/\1 (pid \2)/p' | head -1)"
  elif command -v lsof >/dev/null; then
    line="$(lsof -nP -iTCP:"$port" -sTCP:LISTEN -F pc 2>/dev/null | tr '\n' ' ' | sed -n 's/^p\([0-9]*\) c\([^ ]*\).*/\2 (pid \1)/p')"
  fi
  printf '%s' "${line:-}"
}

# Ends the launcher when the text is not a port number.
check_port_number() {
  if [[ "$2" =~ ^[0-9]{1,5}$ ]] && ((10#$2 >= 1 && 10#$2 <= 65535)); then return; fi
  give_up "$1 には 1〜65535 の番号を付けてください（「$2」は使えません）。" \
      "$1 takes a number from 1 to 65535, not \"$2\"."
}

# Ends the launcher when the port is taken, naming who has it and the flag that chooses another.
need_free_port() {
  local flag="$1" port="$2" holder
  port_is_busy "$port" || return 0
  holder="$(port_holder "$port")"
  give_up "ポート $port は${holder:+ $holder が}使用中です。それを止めるか、$flag で別の番号を指定してください。" \
    "Port $port is in use${holder:+ by $holder}; stop that, or choose another with $flag N."
}

# Prints the first free port from the given one on.
free_port_from() {
  local port="$1"
  while port_is_busy "$port"; do port=$((port + 1)); done
  printf '%s' "$port"
}
