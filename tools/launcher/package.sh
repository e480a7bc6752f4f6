# shellcheck shell=bash
# Makes the Debian packages of the edge agent, one for each architecture. The programs in them are the same; what differs
# is SQLite's native library, of which each takes only its own.

package() {
  local version="" out="$root/target/packages"
  while (($# > 0)); do
    case "$1" in
      --version) need_value "$@" && version="$2" && shift 2 ;;
      --out) need_value "$@" && out="$2" && shift 2 ;;
      *) give_up "package に「$1」という指定はありません。" "package has no option \"$1\"; it has --version and --out." ;;
    esac
  done
  command -v dpkg-deb >/dev/null ||
    give_up "dpkg-deb がありません。Debian か Ubuntu の上で実行してください。" "There is no dpkg-deb: run this on Debian or Ubuntu."
  own_children
  build
  program_jar edge-agent >/dev/null
  make_package amd64 x86_64 "${version:-$yagura_version}" "$out"
  make_package arm64 aarch64 "${version:-$yagura_version}" "$out"
}

# Makes one package: its architecture as Debian and as SQLite's library calls it.
make_package() {
  local arch="$1" sqlite_arch="$2" version="$3" out="$4" stage home file
  program_jar edge-agent >/dev/null
  stage="$root/target/launcher/deb-$arch"
  home="$stage/usr/lib/yagura-agent"
  file="$out/yagura-agent_${version}_$arch.deb"
  rm -rf "$stage"
  mkdir -p "$out" "$home/lib" "$home/native" "$stage/etc/yagura" "$stage/usr/bin" "$stage/usr/lib/systemd/system" \
    "$stage/usr/lib/sysusers.d" "$stage/usr/share/doc/yagura-agent" "$stage/DEBIAN"
  stage_program "$home" "$sqlite_arch"
  stage_files "$stage"
  sed -e "s/@VERSION@/$version/" -e "s/@ARCH@/$arch/" -e "s/@KIB@/$(du -sk "$stage" | cut -f1)/" \
    "$root/edge-agent/src/deb/control" >"$stage/DEBIAN/control"
  find "$stage" -exec touch -h -d '2026-11-21T00:00:00Z' {} +
  SOURCE_DATE_EPOCH=1795219200 dpkg-deb --root-owner-group -Zxz --build "$stage" "$file" >/dev/null
  printf '%s\n' "$file"
}

# Puts the jars in place: SQLite's without the libraries of all other machines, and its own one beside it.
stage_program() {
  local home="$1" sqlite_arch="$2" lib="$root/edge-agent/target/lib" jar unpacked
  cp "$(program_jar edge-agent)" "$home/yagura-agent.jar"
  for jar in "$lib"/*.jar; do
    case "${jar##*/}" in
      sqlite-jdbc-*)
        unpacked="$(mktemp -d)"
        (cd "$unpacked" && "$jdk_home/bin/jar" xf "$jar")
        cp "$unpacked/org/sqlite/native/Linux/$sqlite_arch/libsqlitejdbc.so" "$home/native/"
        rm -rf "$unpacked/org/sqlite/native"
        "$jdk_home/bin/jar" --create --date=2026-11-21T00:00:00Z --file "$home/lib/${jar##*/}" \
          --manifest "$unpacked/META-INF/MANIFEST.MF" -C "$unpacked" .
        rm -rf "$unpacked"
        ;;
      jspecify-*) ;; # says something to the compiler only
      *) cp "$jar" "$home/lib/" ;;
    esac
  done
}

stage_files() {
  local stage="$1" deb="$root/edge-agent/src/deb" script
  install -m 0755 "$deb/yagura-agent" "$deb/train" "$stage/usr/lib/yagura-agent/"
  install -m 0644 "$deb/jvm.options" "$stage/usr/lib/yagura-agent/"
  ln -s ../lib/yagura-agent/yagura-agent "$stage/usr/bin/yagura-agent"
  install -m 0644 "$deb/yagura-agent.service" "$stage/usr/lib/systemd/system/"
  install -m 0644 "$deb/sysusers.conf" "$stage/usr/lib/sysusers.d/yagura-agent.conf"
  install -m 0640 "$deb/site.yaml" "$stage/etc/yagura/site.yaml"
  install -m 0644 "$root/LICENSE" "$root/NOTICE" "$stage/usr/share/doc/yagura-agent/"
  install -m 0644 "$root/docs/operations.md" "$stage/usr/share/doc/yagura-agent/README"
  install -m 0644 "$deb/conffiles" "$deb/triggers" "$stage/DEBIAN/"
  for script in postinst prerm postrm; do install -m 0755 "$deb/$script" "$stage/DEBIAN/"; done
  find "$stage" -type d -exec chmod 0755 {} +
  find "$stage/usr/lib/yagura-agent/lib" "$stage/usr/lib/yagura-agent/native" -type f -exec chmod 0644 {} +
  chmod 0644 "$stage/usr/lib/yagura-agent/yagura-agent.jar"
}
