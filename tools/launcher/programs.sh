# shellcheck shell=bash
# How each program is started: its jar, its libraries, and what the JVM is told.

main_of() {
  case "$1" in
    edge-agent) printf jp.yagura.agent.AgentMain ;;
    command-center) printf jp.yagura.command.CommandCenter ;;
    simulators) printf jp.yagura.simulators.SimulatorsMain ;;
  esac
}

# Prints the path of a module's program jar, whose version is the one in the root pom.
program_jar() {
  [[ -n "${yagura_version:-}" ]] || yagura_version="$(sed -n 's:^  <version>\(.*\)</version>.*:\1:p' "$root/pom.xml" | head -1)"
  printf '%s/%s/target/%s-%s.jar' "$root" "$1" "$1" "$yagura_version"
}

# Sets program to the command line that starts a module's program. Small heaps with the serial collector fit programs
# that share one small machine; compact headers save a tenth of the heap.
program_command() {
  local module="$1"
  shift
  program=("$jdk_home/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
    -XX:+UseSerialGC -XX:+UseCompactObjectHeaders
    -cp "$(program_jar "$module"):$root/$module/target/lib/*" "$(main_of "$module")" "$@")
}
