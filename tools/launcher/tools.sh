# shellcheck shell=bash
# Finds a JDK, Maven and Node wherever people usually have them; what is missing is installed, or asked for plainly.

jdk_wanted=25
node_wanted=20.19

# Lists the folders in which a JDK may stand.
jdk_candidates() {
  local java folder
  if java="$(command -v java)"; then
    java="$(readlink -f "$java" 2>/dev/null || printf '%s' "$java")"
    dirname "$(dirname "$java")"
  fi
  for folder in /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    [[ ! -d "$folder" ]] || printf '%s\n' "$folder"
  done
}

# Prints the major version of the JDK in a folder, without starting it; nothing when there is no compiler in it.
jdk_version() {
  [[ -x "$1/bin/javac" && -r "$1/release" ]] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# Sets jdk_home to a JDK 25 or newer: the one in JAVA_HOME when it will do, else the oldest that does (we test with 25).
find_jdk() {
  jdk_home=""
  jdks_too_old=""
  local folder version best=0
  version="$(jdk_version "${JAVA_HOME:-/nowhere}")"
  if ((${version:-0} >= jdk_wanted)); then
    jdk_home="$JAVA_HOME"
    return
  fi
  while IFS= read -r folder; do
    version="$(jdk_version "$folder")"
    if [[ -z "$version" ]]; then
      :
    elif ((version < jdk_wanted)); then
      [[ "$jdks_too_old" == *"$folder"* ]] || jdks_too_old+="${jdks_too_old:+, }$version ($folder)"
    elif ((best == 0 || version < best)); then
      best="$version" jdk_home="$folder"
    fi
  done < <(jdk_candidates)
  [[ -n "$jdk_home" ]]
}

# Sets maven to a Maven on this machine.
find_maven() {
  maven=""
  local place
  for place in "$(command -v mvn || true)" "${MAVEN_HOME:-/nowhere}/bin/mvn" "${M2_HOME:-/nowhere}/bin/mvn" \
    "$HOME/.sdkman/candidates/maven/current/bin/mvn" /opt/homebrew/bin/mvn /usr/share/maven/bin/mvn /opt/maven/bin/mvn; do
    if [[ -n "$place" && -x "$place" ]]; then
      maven="$place"
      return 0
    fi
  done
  return 1
}

# True when the first dotted version is at least the second.
version_at_least() {
  local have_major have_minor want_major want_minor
  IFS=. read -r have_major have_minor _ <<<"${1#v}."
  IFS=. read -r want_major want_minor _ <<<"$2."
  [[ "$have_major" =~ ^[0-9]+$ ]] || return 1
  ((have_major > want_major || (have_major == want_major && ${have_minor:-0} >= want_minor)))
}

# Sets node to a Node that the console can be built with, and puts it first on the PATH for Maven and npm.
find_node() {
  node=""
  nodes_too_old=""
  local place version
  for place in "$(command -v node || true)" "$HOME"/.nvm/versions/node/*/bin/node /usr/local/bin/node \
    /opt/homebrew/bin/node "$HOME/.volta/bin/node" "$HOME"/.local/share/fnm/node-versions/*/installation/bin/node; do
    [[ -n "$place" && -x "$place" ]] || continue
    version="$("$place" --version 2>/dev/null || true)"
    if version_at_least "$version" "$node_wanted" && [[ -x "$(dirname "$place")/npm" ]]; then
      node="$place"
      PATH="$(dirname "$place"):$PATH"
      return 0
    fi
    nodes_too_old+="${nodes_too_old:+, }$version ($place)"
  done
  return 1
}

need_jdk() {
  find_jdk && return
  install_first_available "JDK $jdk_wanted" openjdk-25-jdk-headless temurin-25-jdk && find_jdk && return
  give_up "JDK $jdk_wanted がありません${jdks_too_old:+（見つかったのは $jdks_too_old）}。https://adoptium.net/ などから JDK $jdk_wanted を入れるか、JAVA_HOME にその場所を指定して、もう一度実行してください。" \
    "No JDK $jdk_wanted was found${jdks_too_old:+ (only $jdks_too_old)}; install one, for example from https://adoptium.net/, or point JAVA_HOME at it, and run this again."
}

need_maven() {
  find_maven && return
  install_first_available "Maven" maven && find_maven && return
  give_up "Maven がありません。https://maven.apache.org/ から入れて PATH に置き、もう一度実行してください。" \
    "Maven was not found; install it from https://maven.apache.org/, put it on the PATH, and run this again."
}

need_node() {
  find_node && return
  if version_at_least "$(package_version nodejs)" "$node_wanted"; then
    install_packages "Node.js" nodejs npm && find_node && return
  fi
  give_up "Node.js $node_wanted 以上がありません${nodes_too_old:+（見つかったのは $nodes_too_old）}。https://nodejs.org/ から入れて、もう一度実行してください。" \
    "No Node.js $node_wanted or newer was found${nodes_too_old:+ (only $nodes_too_old)}; install it from https://nodejs.org/ and run this again."
}
