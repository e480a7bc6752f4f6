package jp.yagura.shared.wire;

import java.time.Instant;
import java.util.Optional;

/// What a tower can be asked to do.
public sealed interface CommandAction {

  /// Send a status at once, without waiting for its turn.
  record SendStatusNow() implements CommandAction {}

  /// Send these numbers again; of those that are not there any more, say so.
  ///
  /// @param epoch whose numbers these are; empty for those of the present start
  record Resend(Stream stream, SeqRange range, Optional<Long> epoch) implements CommandAction {
    public Resend(Stream stream, SeqRange range) {
      this(stream, range, Optional.empty());
    }
  }

  /// Send every reading that was observed from then to then, whatever the road costs.
  record ResendSpan(Instant from, Instant to) implements CommandAction {
    public ResendSpan {
      from = Check.millis(from);
      to = Check.millis(to);
      if (to.isBefore(from)) {
        throw new IllegalArgumentException("a span cannot end before it begins");
      }
    }
  }

  /// Make yourself known on the spot (lamp, log), for the person who stands below.
  record Identify() implements CommandAction {}
}
