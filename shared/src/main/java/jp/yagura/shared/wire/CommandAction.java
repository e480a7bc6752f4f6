package jp.yagura.shared.wire;

/// What a tower can be asked to do.
public sealed interface CommandAction {

  /// Send a status at once, without waiting for its turn.
  record SendStatusNow() implements CommandAction {}

  /// Send these numbers again, if they are still there.
  record Resend(Stream stream, SeqRange range) implements CommandAction {}

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

  /// Whether it changes nothing and can be asked of a box that knows no key to check orders with.
  default boolean harmless() {
    return switch (this) {
      case SendStatusNow _, Resend _ -> true;
      case Identify _, Restart _, FetchLog _, TakeCertificate _ -> false;
    };
  }
}
