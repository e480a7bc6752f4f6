package jp.yagura.command.telemetry.ingest;

/** Why a message, or a part of one, is set aside. Counted by it. */
public enum Oddity {
  /** Not a topic of ours. */
  FOREIGN_TOPIC,
  /** Nobody has registered that site. */
  UNKNOWN_SITE,
  /** The site has no such sensor. */
  UNKNOWN_SENSOR,
  /** Larger than any message of ours. */
  OVERSIZED,
  /** Cut or changed on the way, or not the message it says it is. */
  MALFORMED,
  /** Observed at a time that has not come. */
  FUTURE_DATED,
  /** Observed before any of this existed: a clock that was never set. */
  PAST_DATED,
  /**
   * A picture, or a piece of one, that is not what it says it is, or more than there is room for.
   */
  BAD_PICTURE,
  /** Storing it failed for a reason that lies in the message itself. */
  UNSTORABLE
}
