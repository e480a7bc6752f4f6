# shellcheck shell=bash
# Debian packages: what is missing is installed after one sentence about it, as root or with sudo, and never silently.

packages_listed=""

# True when this machine installs packages with apt and we may use it: as root, or with a sudo that can be asked.
can_install() {
  [[ -z "${YAGURA_NO_INSTALL:-}" ]] && command -v apt-get >/dev/null || return 1
  [[ "$(id -u)" == 0 ]] && return
  command -v sudo >/dev/null && { [[ -t 0 ]] || sudo -n true 2>/dev/null; }
}

# Runs a command as root.
as_root() {
  if [[ "$(id -u)" == 0 ]]; then "$@"; else sudo "$@"; fi
}

# True when the package is on this machine.
package_installed() {
  [[ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" == installed ]]
}

# Fetches the list of packages, once for each run of the launcher.
list_packages() {
  [[ -z "$packages_listed" ]] || return 0
  packages_listed=yes
  as_root apt-get update -qq >/dev/null 2>&1 </dev/null ||
    say "パッケージ一覧を更新できませんでした。手元の一覧で続けます。" "The package list could not be updated; carrying on with the one at hand."
}

# Prints the version of a package that could be installed, or nothing.
package_version() {
  can_install || return 0
  list_packages
  apt-cache policy "$1" 2>/dev/null | sed -n 's/^ *Candidate: *\([0-9]*:\)\{0,1\}\([^( ].*\)$/\2/p'
}

# Installs packages after saying so; false when it cannot.
install_packages() {
  local what="$1" log="$root/target/launcher/packages.log"
  shift
  can_install || return 1
  mkdir -p "$(dirname "$log")"
  say "$what を導入します: apt-get install $*" "Installing $what: apt-get install $*"
  list_packages
  if ! as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >"$log" 2>&1 </dev/null; then
    say "導入できませんでした: $*" "These packages could not be installed: $*"
    show_why "$log"
    return 1
  fi
}

# Installs the first of several packages that this system knows; false when it knows none.
install_first_available() {
  local what="$1" package
  shift
  for package in "$@"; do
    if [[ -n "$(package_version "$package")" ]]; then
      install_packages "$what" "$package"
      return
    fi
  done
  return 1
}
