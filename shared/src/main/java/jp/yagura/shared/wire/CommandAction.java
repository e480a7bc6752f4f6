package jp.yagura.shared.wire;

import java.time.Instant;
import java.util.Optional;
import jp.yagura.shared.id.CameraId;

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

  /// End the program in an orderly way; whoever started it starts it again.
  record Restart() implements CommandAction {}

  /// Send what you have of your log, as [UpMessage.LogPart]s.
  record FetchLog() implements CommandAction {}

  /// The renewed certificate (X.509, DER) that a [CareResult.RenewalWanted] asked for.
  record TakeCertificate(Bytes certificate) implements CommandAction {
    public TakeCertificate {
      Check.between("bytes of a certificate", 1, 8 * 1024, certificate.size());
    }
  }

  /// Take a picture now and send it.
  ///
  /// @param camera empty for every camera of the site
  record TakePicture(PictureSize size, Optional<CameraId> camera) implements CommandAction {}

  /// Whether it changes nothing and can be asked of a box that knows no key to check orders with. A
  /// picture costs bytes and power, but the box itself grants only a few.
  default boolean harmless() {
    return switch (this) {
      case SendStatusNow _, Resend _, ResendSpan _, TakePicture _ -> true;
      case Identify _, Restart _, FetchLog _, TakeCertificate _ -> false;
    };
  }
}
