package jp.yagura.shared.wire;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// What a command center says to a tower.
public sealed interface DownMessage {

  /// The topic kind it is published under.
  default Kind topicKind() {
    return switch (this) {
      case DurableAck _ -> Kind.ACK;
      case Command _ -> Kind.COMMAND;
      case TimeIs _ -> Kind.TIME;
      case Configure _ -> Kind.CONFIG;
      case SnapshotHave _ -> Kind.SNAPSHOT_HAVE;
    };
  }

  /// Everything up to `upTo`, and these ranges above it too, is on the command center's disk. This,
  /// and nothing else, lets a tower delete.
  record DurableAck(long epoch, Stream stream, long upTo, List<SeqRange> alsoStored)
      implements DownMessage {
    public DurableAck {
      Check.notNegative("epoch", epoch);
      // the same rules as for the ranges the command center keeps: rising, with gaps, not too many
      alsoStored = new SeqRanges(upTo, alsoStored).above();
    }

    public static DurableAck of(long epoch, Stream stream, SeqRanges stored) {
      return new DurableAck(epoch, stream, stored.upTo(), stored.above());
    }

    public SeqRanges stored() {
      return new SeqRanges(upTo, alsoStored);
    }
  }

  /// What a tower obeys only once, in time, and where it knows a key only if it is signed: see
  /// [Signed].
  sealed interface Order extends DownMessage {
    UUID id();

    Instant issuedAt();

    Instant expiresAt();
  }

  /// A version of the remote configuration.
  ///
  /// @param content JSON, see [jp.yagura.shared.care.Settings]
  record Configure(UUID id, Instant issuedAt, Instant expiresAt, long version, String content)
      implements Order {
    public Configure {
      issuedAt = Check.millis(issuedAt);
      expiresAt = Check.millis(expiresAt);
      if (expiresAt.isBefore(issuedAt)) {
        throw new IllegalArgumentException("an order cannot expire before it is issued");
      }
      Check.seq(version);
      Check.text("content", content, Wire.MAX_CONFIG);
    }
  }

  /// A wish of the command center. A tower does it once (by `id`) and not after `expiresAt`.
  record Command(UUID id, Instant issuedAt, Instant expiresAt, CommandAction action)
      implements Order {
    public Command {
      issuedAt = Check.millis(issuedAt);
      expiresAt = Check.millis(expiresAt);
      if (expiresAt.isBefore(issuedAt)) {
        throw new IllegalArgumentException("a command cannot expire before it is issued");
      }
    }
  }

  /// The answer to a birth: what time it is at the command center.
  ///
  /// @param connectedAt as in that birth, so that the time the answer took can be taken off
  /// @param tellAgain the command center has come back and has the birth only from the broker: it
  ///     wants to hear it anew
  record TimeIs(Instant connectedAt, Instant now, boolean tellAgain) implements DownMessage {
    public TimeIs {
      connectedAt = Check.millis(connectedAt);
      now = Check.millis(now);
    }
  }

  /// The answer to an offer: of that picture every byte before `offset` is here already.
  record SnapshotHave(long epoch, long seq, long offset) implements DownMessage {
    public SnapshotHave {
      Check.notNegative("epoch", epoch);
      Check.seq(seq);
      Check.notNegative("offset", offset);
    }
  }
}
