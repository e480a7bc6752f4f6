package jp.yagura.agent.uplink;

/// The line to a broker could not be made or is gone. Nothing is lost by it: the outbox still holds
/// everything.
final class LinkException extends Exception {
  private static final long serialVersionUID = 1L;

  LinkException(String sentence) {
    super(sentence);
  }

  LinkException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
