# shellcheck shell=bash
# What this machine has and lacks. Ends with an error when something the demo cannot do without is missing.

doctor() {
  local trouble=0 home="${YAGURA_HOME:-$root/.run}"
  finding "system" "$(uname -sm), bash $BASH_VERSION"
  if find_jdk; then
    finding "JDK" "$(jdk_version "$jdk_home") ($jdk_home)"
  else
    lacking "JDK" "$jdk_wanted 以上が必要です / $jdk_wanted or newer is needed ${jdks_too_old:+(only $jdks_too_old)}"
  fi
  if find_maven; then
    finding "Maven" "$maven"
  elif can_install; then
    noting "Maven" "./yagura が必要なときに導入します / ./yagura installs it when it is needed"
  else
    lacking "Maven" "組み立てに必要です / needed to build"
  fi
  if find_node; then
    finding "Node" "$("$node" --version) ($node)"
  else
    lacking "Node" "$node_wanted 以上が必要です / $node_wanted or newer is needed ${nodes_too_old:+(only $nodes_too_old)}"
  fi
  examine_port 8080 --port
  examine_port 1883 --mqtt-port
  examine_disk "$home"
  examine_tests
  return "$trouble"
}

finding() { printf '  ok  %-12s %s\n' "$1" "$2"; }
noting() { printf '  --  %-12s %s\n' "$1" "$2"; }
lacking() {
  printf '  !!  %-12s %s\n' "$1" "$2"
  trouble=1
}

examine_port() {
  if port_is_busy "$1"; then
    noting "port $1" "使用中 / in use: $(port_holder "$1") → demo $2 N"
  else
    finding "port $1" "空き / free"
  fi
}

# Tells the free space where data would go, and whether the disk answers a forced write faster than a disk can.
examine_disk() {
  local folder="$1" free_mb probe began took
  mkdir -p "$folder"
  free_mb="$(df -Pm "$folder" | awk 'NR == 2 { print $4 }')"
  if ((free_mb < 1024)); then
    lacking "disk" "空きが ${free_mb} MB しかありません / only ${free_mb} MB free in $folder"
  else
    finding "disk" "${free_mb} MB free in $folder"
  fi
  probe="$folder/.fsync-probe"
  if dd if=/dev/zero of="$probe" bs=4096 count=1 oflag=dsync 2>/dev/null; then
    began="$(date +%s%N)"
    dd if=/dev/zero of="$probe" bs=4096 count=200 oflag=dsync 2>/dev/null
    took=$((($(date +%s%N) - began) / 200000))
    if ((took < 20)); then
      noting "fsync" "${took} µs: 速すぎます。停電で失われる恐れ / too fast to be a disk; see \"Lying disks\" in docs/operations.md"
    else
      finding "fsync" "${took} µs / forced write"
    fi
  fi
  rm -f "$probe"
}

# What only the tests need: `./yagura test` installs it where it can.
examine_tests() {
  local tool
  for tool in mosquitto chromium shellcheck gcc ip; do
    if command -v "$tool" >/dev/null || [[ -x "/usr/sbin/$tool" ]]; then
      finding "$tool" "$(command -v "$tool" || printf '/usr/sbin/%s' "$tool")"
    else
      noting "$tool" "試験用。./yagura test が導入します / for tests; ./yagura test installs it"
    fi
  done
  if command -v fc-list >/dev/null && [[ -n "$(fc-list :lang=ja 2>/dev/null | head -1)" ]]; then
    finding "fonts" "$(fc-list :lang=ja family 2>/dev/null | sort -u | head -3 | tr '\n' ';')"
  else
    noting "fonts" "日本語の書体がありません。./yagura test が導入します / no Japanese font; ./yagura test installs one"
  fi
}
