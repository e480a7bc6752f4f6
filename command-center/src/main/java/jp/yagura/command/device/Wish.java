package jp.yagura.command.device;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a box.
 *
 * @param certificate of a renewal, PEM
 * @param from where readings are asked for, the span in which they were observed
 */
record Wish(
    CommandKind kind, @Nullable String certificate, @Nullable Instant from, @Nullable Instant to) {

  static Wish plain(CommandKind kind) {
    return new Wish(kind, null, null, null);
  }

  static Wish renewal(String certificate) {
    return new Wish(CommandKind.CERTIFICATE, certificate, null, null);
  }

  /** What a thin road holds back, and what is asked for all the same. */
  static Wish readings(Instant from, Instant to) {
    return new Wish(CommandKind.READINGS, null, from, to);
  }
}
