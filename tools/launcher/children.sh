# shellcheck shell=bash
# Starts programs and stops exactly what was started: only process ids recorded here, and their descendants, are ever
# signalled. A process is known by its id and its start time together, so that a reused id is never hit.

started_pids=()
started_births=()
started_names=()
patience_seconds=10

# Starts a command in the background with its output in a log, and remembers it. Where the system can do so, the child
# is told to stop when the launcher itself is killed and cannot tell it any more.
start() {
  local name="$1" log="$2"
  shift 2
  mkdir -p "$(dirname "$log")"
  if setpriv --pdeathsig TERM true 2>/dev/null; then
    setpriv --pdeathsig TERM "$@" >"$log" 2>&1 </dev/null &
  else
    "$@" >"$log" 2>&1 </dev/null &
  fi
  started_pid=$!
  started_pids+=("$started_pid")
  started_births+=("$(birth_of "$started_pid")")
  started_names+=("$name")
}

# Prints "pid parent" of every process on this machine. Small Linux systems have no ps; all of them have /proc.
all_processes() {
  local stat fields
  if [[ -d /proc/self ]]; then
    for stat in /proc/[0-9]*/stat; do
      read -r stat 2>/dev/null <"$stat" || continue
      read -ra fields <<<"${stat##*) }"
      printf '%s %s\n' "${stat%% *}" "${fields[1]}"
    done
  else
    ps -A -o pid=,ppid=
  fi
}

# Prints "pid birth" of a process and of everything below it, while they are alive.
family_of() {
  local pid
  all_processes | awk -v top="$1" '
    { parent[$1] = $2 }
    function below(pid, depth) { return pid == top || (depth < 64 && pid in parent && below(parent[pid], depth + 1)) }
    END { for (pid in parent) if (below(pid, 0)) print pid }' |
    while read -r pid; do printf '%s %s\n' "$pid" "$(birth_of "$pid")"; done
}

# Prints when a process was started; nothing when it has ended, even if nobody has collected it yet. Linux tells it
# exactly, in ticks: stat's field 22, found by counting after the name, which may hold blanks. (What ps makes of it there
# can differ by a second from call to call.)
birth_of() {
  local stat fields
  if [[ -d /proc/self ]]; then
    read -r stat 2>/dev/null <"/proc/$1/stat" || return 0
    read -ra fields <<<"${stat##*) }"
    [[ "${fields[0]}" == Z ]] || printf '%s' "${fields[19]}"
  else
    ps -o lstart= -p "$1" 2>/dev/null | sed 's/ *$//' || true
  fi
}

# Sends a signal to each listed "pid birth" that is still that same process; prints those it reached.
signal_family() {
  local signal="$1" pid born
  while read -r pid born; do
    if [[ -n "$born" && "$(birth_of "$pid")" == "$born" ]] && kill "-$signal" "$pid" 2>/dev/null; then
      printf '%s %s\n' "$pid" "$born"
    fi
  done
}

# Prints the families of several processes, given as lines of "pid birth", while they are still those same processes.
families_of() {
  local pid born
  while read -r pid born; do
    if [[ -n "$born" && "$(birth_of "$pid")" == "$born" ]]; then family_of "$pid"; fi
  done | sort -u
}

# Prints "pid birth" of everything that was started and not waited for yet.
all_started() {
  local index
  for index in ${started_pids[@]+"${!started_pids[@]}"}; do
    printf '%s %s\n' "${started_pids[$index]}" "${started_births[$index]}"
  done
}

# Forgets a process that was waited for: its id may be somebody else's from now on.
forget() {
  local index
  for index in ${started_pids[@]+"${!started_pids[@]}"}; do
    [[ "${started_pids[$index]}" != "$1" ]] || unset "started_pids[$index]" "started_births[$index]" "started_names[$index]"
  done
}

# Stops everything that was started: politely, then for good what has not listened after a while, or at once when the
# user insists by another signal.
stop_children() {
  local families deadline=$((SECONDS + patience_seconds))
  trap 'deadline=0' INT TERM HUP
  families="$(all_started | families_of)"
  started_pids=()
  started_births=()
  started_names=()
  families="$(signal_family TERM <<<"$families")"
  while [[ -n "$families" ]] && ((SECONDS < deadline)); do
    families="$(signal_family 0 <<<"$families")"
    [[ -z "$families" ]] || sleep 0.1 || true
  done
  families_of <<<"$families" | signal_family KILL >/dev/null
  wait 2>/dev/null || true
}

# From here on, whatever ends the launcher also ends what it has started.
own_children() {
  trap 'stop_children' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
}

# Waits for one started process and gives its exit code, staying open to signals all the while.
wait_for() {
  local code=0
  wait "$1" || code=$?
  forget "$1"
  return "$code"
}
