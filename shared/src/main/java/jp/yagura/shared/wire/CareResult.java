package jp.yagura.shared.wire;

import java.util.UUID;

/// What a tower has to say about an order that it was given, or needs for itself.
public sealed interface CareResult {

  /// Sentences for people have at most so many characters.
  int LONGEST_SENTENCE = 400;

  enum Fate {
    RECEIVED,
    DONE,
    REFUSED
  }

  enum Outcome {
    APPLIED,
    REFUSED,
    /// Applied, and given up again: it did not work.
    TAKEN_BACK
  }

  /// @param ja why it was refused, or what was done; may be empty
  record CommandResult(UUID command, Fate fate, String ja, String en) implements CareResult {
    public CommandResult {
      Check.text("sentence", ja, LONGEST_SENTENCE);
      Check.text("sentence", en, LONGEST_SENTENCE);
    }
  }

  /// @param inForce the version that the tower works by now; 0 for its site file alone
  record ConfigResult(long version, Outcome outcome, String ja, String en, long inForce)
      implements CareResult {
    public ConfigResult {
      Check.seq(version);
      Check.text("sentence", ja, LONGEST_SENTENCE);
      Check.text("sentence", en, LONGEST_SENTENCE);
      Check.notNegative("version in force", inForce);
    }
  }

  /// The certificate ends before long.
  ///
  /// @param request PKCS#10, DER, for the new key
  /// @param signature of the old key over the request: SHA256withECDSA
  record RenewalWanted(Bytes request, Bytes signature) implements CareResult {
    public RenewalWanted {
      Check.between("bytes of a request", 1, 4 * 1024, request.size());
      Check.between("bytes of a signature", 1, 256, signature.size());
    }
  }
}
