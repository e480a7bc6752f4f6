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

# Sets program to the command line that starts a module's program. The serial collector and compact headers suit
# programs that share one small machine. The JVM's own words go to standard error: standard output is the program's.
program_command() {
  local module="$1"
  shift
  program=("$jdk_home/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
    -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Xlog:disable '-Xlog:all=warning,aot*=off,cds*=off:stderr'
    -cp "$(program_jar "$module"):$root/$module/target/lib/*" "$(main_of "$module")" "$@")
}

# The same, for programs that are started to be looked at and not to run for months: only the quick compiler.
quick_program_command() {
  program_command "$@"
  program=("${program[0]}" -XX:TieredStopAtLevel=1 "${program[@]:1}")
}

# Lets the command line in program use an archive of loaded classes, which the JVM makes as it first ends, checks at each
# start and makes anew after a change. Measured for the command center, CPU time until it is ready: 8.5 s as it is, 4.3 s
# with the quick compiler, 2.5 s with the archive too. (An AOT cache saves half a second more and costs twelve to make.)
with_class_archive() {
  mkdir -p "$root/target/launcher"
  program=("${program[0]}" -XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=$root/target/launcher/$1.jsa" "${program[@]:1}")
}
