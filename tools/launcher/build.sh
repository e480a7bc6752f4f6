# shellcheck shell=bash
# Builds the programs with Maven on a JDK 25, and only when their sources have changed since the last build.

stamp_file="$root/target/launcher/built"
modules=(shared hardware-profiles edge-agent command-center simulators)

# Lists the files that the programs are made of: not tests, not documents, not what a build leaves behind. Where git does
# not answer, as in a checkout that belongs to another user, they are looked for without it.
source_files() {
  { files_in_git || files_in_folders; } | grep -vE '/src/test/|\.md$' | LC_ALL=C sort -u
}

files_in_git() {
  [[ -e .git ]] && command -v git >/dev/null &&
    git ls-files -co --exclude-standard -- pom.xml .mvn "${modules[@]}" 2>/dev/null
}

files_in_folders() {
  find pom.xml .mvn "${modules[@]}" -type f -not -path '*/target/*' -not -path '*/node_modules/*' -not -path '*/dist/*'
}

# Prints one hash over the names and contents of all source files.
source_stamp() {
  local hash=(sha256sum)
  command -v sha256sum >/dev/null || hash=(shasum -a 256)
  {
    cd "$root"
    # A file that was deleted but not yet from git's list only drops out of the hash.
    source_files | tr '\n' '\0' | xargs -0 "${hash[@]}" 2>/dev/null || true
  } | "${hash[@]}" | cut -d' ' -f1
}

# True when the last build was of exactly these sources and its programs are still there.
build_is_fresh() {
  [[ -r "$stamp_file" && "$(<"$stamp_file")" == "$1" ]] || return 1
  local module
  for module in edge-agent command-center simulators; do
    [[ -f "$(program_jar "$module")" && -d "$root/$module/target/lib" ]] || return 1
  done
}

remember_build() {
  mkdir -p "$(dirname "$stamp_file")"
  printf '%s\n' "$1" >"$stamp_file"
}

# Makes sure that the programs in target/ are made from the sources as they are now. Formatting and tests are left to
# `./yagura test`: they do not stand between a change and seeing it run.
build() {
  local stamp log="$root/target/launcher/build.log"
  need_jdk
  stamp="$(source_stamp)"
  build_is_fresh "$stamp" && return
  need_maven
  need_node
  say "プログラムを組み立てます。初めてのときは数分かかります。" "Building the programs; the first time takes a few minutes."
  local began=$SECONDS
  if ! run_maven "$log" package -DskipTests -Dspotless.check.skip=true; then
    say "組み立てに失敗しました。" "The build failed."
    show_why "$log"
    exit 1
  fi
  remember_build "$stamp"
  say "組み立て終わりました（$((SECONDS - began)) 秒）。" "Built in $((SECONDS - began)) s."
}

# Runs Maven on the JDK 25 with its output in a log, telling of each module and test class as it comes by.
run_maven() {
  local log="$1" pid told=0 tick=0
  shift
  start maven "$log" env JAVA_HOME="$jdk_home" "$maven" -B -ntp -f "$root/pom.xml" "$@"
  pid="$started_pid"
  while kill -0 "$pid" 2>/dev/null; do
    if ((tick % 5 == 0)); then tell_progress "$log"; fi
    tick=$((tick + 1))
    sleep 0.2
  done
  tell_progress "$log"
  wait_for "$pid"
}

# Prints what Maven has reached since the last time; told counts the lines already printed.
tell_progress() {
  local news
  news="$(sed -n -e 's/^\[INFO\] -*< jp\.yagura:\([a-z-]*\) >-*$/  … \1/p' \
    -e 's/^\[[A-Z]*\] \(Tests run: .*Time elapsed.*\)$/    \1/p' "$1" | tail -n +"$((told + 1))")"
  if [[ -n "$news" ]]; then
    printf '%s\n' "$news" >&2
    told=$((told + $(wc -l <<<"$news")))
  fi
}
