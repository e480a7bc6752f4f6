# shellcheck shell=bash
# One program at a time: the launcher builds what is needed and then becomes that program, so that signals and exit
# codes are the program's own.

become() {
  own_children
  build
  program_command "$@"
  exec "${program[@]}"
}

serve() {
  [[ "${1:-}" == --config && -r "${2:-}" ]] ||
    give_up "serve には --config で読める設定ファイルを指定してください。" "serve needs --config FILE with a configuration file that can be read."
  become command-center "$@"
}

# `agent enroll …` makes this box one of headquarters' own; the program itself says what it needs for that.
agent() {
  if [[ "${1:-}" == enroll ]]; then become edge-agent "$@"; fi
  [[ "${1:-}" == --site && -r "${2:-}" ]] ||
    give_up "agent には --site で読める子局ファイルを指定してください。" "agent needs --site FILE with a site file that can be read."
  become edge-agent "$@"
}

simulate() {
  if [[ "${1:-}" == link ]]; then become simulators "$@"; fi
  become simulators simulate "$@"
}

bench() {
  become simulators bench "$@"
}
