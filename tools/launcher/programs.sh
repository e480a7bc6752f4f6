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

# The JVM's ahead-of-time cache of a program: classes already loaded and linked, as they were in an earlier run. The JVM
# checks it against its class path and passes over one that does not fit. With it the command center starts three times
# as fast.
aot_cache() {
  printf '%s/target/launcher/aot/%s.aot' "$root" "$1"
}

aot_is_fresh() {
  [[ "$(aot_cache "$1")" -nt "$(program_jar "$1")" ]]
}

# Makes the command line in program also write the cache, when there is none that fits: the JVM does so as it ends.
record_aot() {
  local module="$1" cache
  if aot_is_fresh "$module"; then return; fi
  cache="$(aot_cache "$module")"
  mkdir -p "$(dirname "$cache")"
  rm -f "$cache"
  program=("${program[0]}" "-XX:AOTCacheOutput=$cache.new" "${program[@]:1}")
  recording+=("$cache")
}

# Takes the caches of this run into use, once the JVMs that wrote them have ended by themselves.
keep_recorded_aot() {
  local cache
  for cache in ${recording[@]+"${recording[@]}"}; do
    if [[ -s "$cache.new" ]]; then mv "$cache.new" "$cache"; fi
  done
}

recording=()

# Sets program to the command line that starts a module's program. The serial collector and compact headers suit
# programs that share one small machine. The JVM's own words go to standard error: standard output is the program's.
program_command() {
  local module="$1" aot=-XX:AOTMode=auto
  shift
  if aot_is_fresh "$module"; then aot="-XX:AOTCache=$(aot_cache "$module")"; fi
  program=("$jdk_home/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
    -XX:+UseSerialGC -XX:+UseCompactObjectHeaders "$aot" -Xlog:disable '-Xlog:all=warning,aot*=off,cds*=off:stderr'
    -cp "$(program_jar "$module"):$root/$module/target/lib/*" "$(main_of "$module")" "$@")
}
