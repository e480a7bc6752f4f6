package jp.yagura.agent;

/// What the process ends with. Numbers follow sysexits.h. Stopped by a signal, the process ends
/// with 128 plus its number as usual, after having closed everything.
enum ExitCode {
  CHECKED(0),
  ENROLLED(0),
  /// Not enrolled; standard error says why.
  NOT_ENROLLED(69),
  /// Ended by an order of headquarters: whoever started this starts it again (systemd:
  /// `RestartForceExitStatus=75`).
  RESTART(75),
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
