package jp.yagura.command.telemetry.ingest;

import java.time.Instant;
import jp.yagura.command.kernel.db.Transaction;
import jp.yagura.command.site.Site;
import jp.yagura.shared.wire.UpMessage.SnapshotChunk;
import jp.yagura.shared.wire.UpMessage.SnapshotOffer;

/**
 * Takes pictures in, within the transaction that stores a group of messages; so it may be asked the
 * same again, and the site is held. The ingest knows numbers and acknowledgements, who implements
 * this knows pictures.
 */
public interface PictureIntake {

  /**
   * A picture that is not durable yet is offered.
   *
   * @param takenAt when it was taken, as far as that can be believed
   * @param clockWrong whether that is the time of receipt, because the tower's was not to be
   *     believed
   */
  Verdict offer(
      Transaction tx,
      Site site,
      SnapshotOffer offer,
      Instant takenAt,
      boolean clockWrong,
      Instant receivedAt);

  /** Some bytes of a picture that is not durable yet. */
  Verdict piece(Transaction tx, Site site, SnapshotChunk piece, Instant receivedAt);

  /** What becomes of it. */
  sealed interface Verdict {

    /** The whole picture is stored, and durable with this transaction. */
    record Stored() implements Verdict {}

    /** Its bytes are wanted from here on. */
    record Wanted(long offset) implements Verdict {}

    /** Taken; there is more to come. */
    record Taken() implements Verdict {}

    /**
     * Set aside.
     *
     * @param forGood it need not come again: it will not be better then
     */
    record Refused(String why, boolean forGood) implements Verdict {}
  }
}
