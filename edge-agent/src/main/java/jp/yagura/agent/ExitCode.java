package jp.yagura.agent;

/// What the process ends with. Numbers follow sysexits.h. Stopped by a signal, the process ends
/// with 128 plus its number as usual, after having closed everything.
enum ExitCode {
  CHECKED(0),
  USAGE(64),
  /// The outbox cannot be opened: folder missing or read-only, or another agent has it.
  OUTBOX(74),
  SITE_FILE(78);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
