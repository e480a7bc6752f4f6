# shellcheck shell=bash disable=SC2154 # all.sh gives each test its sandbox
# A pretend machine: a small checkout with the real launcher in it, and a JDK, a Maven and a Node that only tell what
# was asked of them. The launcher is the thing under test, and it is the real one.

# Makes $sandbox/checkout with the launcher and a few sources, and a JDK and a Maven under $sandbox.
pretend_machine() {
  machine="$sandbox/checkout"
  mkdir -p "$machine/tools" "$sandbox/bin"
  cp "$checkout/yagura" "$machine/"
  cp -R "$checkout/tools/launcher" "$machine/tools/"
  printf '<project>\n  <version>0.1.0</version>\n</project>\n' >"$machine/pom.xml"
  local module
  for module in shared hardware-profiles edge-agent command-center simulators; do
    mkdir -p "$machine/$module/src/main/java" "$machine/$module/src/test/java"
    printf 'class Main {}\n' >"$machine/$module/src/main/java/Main.java"
  done
  mkdir -p "$machine/.mvn"
  pretend_jdk "$sandbox/jdk" 25.0.1
  pretend_maven
  export JAVA_HOME="$sandbox/jdk" PATH="$sandbox/bin:$PATH" YAGURA_NO_INSTALL=1
  unset YAGURA_HOME
}

# A JDK whose java plays each of Yagura's programs: it writes its own process id down, and does what the launcher waits for.
pretend_jdk() {
  mkdir -p "$1/bin"
  printf 'JAVA_VERSION="%s"\n' "$2" >"$1/release"
  printf '#!/bin/sh\n' >"$1/bin/javac"
  cat >"$1/bin/java" <<'JAVA'
#!/usr/bin/env bash
play="$(dirname "$0")/../../play"
mkdir -p "$play"
case "$*" in
  *SimulatorsMain\ prepare*)
    printf '%s\n' "$*" >"$play/prepare.said"
    while [[ "$1" != --out ]]; do shift; done
    mkdir -p "$2/agents"
    touch "$2/sites.yaml" "$2/agents/inabu.yaml" "$2/fleet.yaml"
    exit 0
    ;;
  *SimulatorsMain\ bench*) printf '{"bench":"ingest"}\n'; exit 0 ;;
  *SimulatorsMain\ simulate*) role=simulate ;;
  *AgentMain*) role=agent ;;
  *CommandCenter*) role=command-center ;;
esac
printf '%s\n' "$*" >"$play/$role.said"
if [[ -e "$play/$role.fails" ]]; then
  cat "$play/$role.fails"
  exit 3
fi
sleep 600 &
printf '%s\n' "$!" >"$play/$role.child"
printf '%s\n' "$$" >"$play/$role.pid"
[[ "$role" != command-center ]] || printf 'YAGURA READY http://127.0.0.1:1 mqtt://127.0.0.1:2\n'
wait
JAVA
  chmod +x "$1/bin/java" "$1/bin/javac"
}

# A Maven that leaves empty programs behind and counts how often it was asked.
pretend_maven() {
  cat >"$sandbox/bin/mvn" <<MAVEN
#!/usr/bin/env bash
printf '%s JAVA_HOME=%s\n' "\$*" "\$JAVA_HOME" >>"$sandbox/mvn.said"
[[ ! -e "$sandbox/mvn.fails" ]] || { cat "$sandbox/mvn.fails"; exit 1; }
for module in edge-agent command-center simulators; do
  mkdir -p "$machine/\$module/target/lib"
  touch "$machine/\$module/target/\$module-0.1.0.jar"
done
MAVEN
  chmod +x "$sandbox/bin/mvn"
}

# Starts the demo in a process group of its own, as a terminal does; sets demo_pid.
start_pretend_demo() {
  http_port="$(free_port)"
  set -m
  "$machine/yagura" demo --port "$http_port" "$@" >"$sandbox/demo.out" 2>&1 </dev/null &
  demo_pid=$!
  set +m
}

pretend_pid() {
  cat "$sandbox/play/$1.${2:-pid}"
}

# Prints a port that nothing listens on.
free_port() {
  local port=$((20000 + RANDOM % 10000))
  while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
  printf '%s' "$port"
}

# Listens on a port until the test ends; sets listener_pid.
listen_on() {
  node -e 'require("net").createServer().listen(+process.argv[1], "127.0.0.1")' "$1" &
  listener_pid=$!
  eventually bash -c "exec 3<>/dev/tcp/127.0.0.1/$1"
}

# Ends whatever a test has left running.
end_sandbox() {
  local pid
  for pid in ${demo_pid:-} ${listener_pid:-} ${bystander_pid:-} ${bystander_child:-} \
    $(cat "$sandbox"/play/*.pid "$sandbox"/play/*.child 2>/dev/null); do
    kill -KILL "$pid" 2>/dev/null || true
  done
}
