package jp.yagura.command.telemetry.broker;

import java.time.Instant;

/** Something a device has published, exactly as it came. */
public interface UplinkMessage {

  String topic();

  /** The ingest's own copy. */
  byte[] payload();

  /** It tells how things were when it was published, which may be long ago: not news. */
  boolean retained();

  /** When it reached this process. */
  Instant receivedAt();

  /** It is on disk, or refused for good: it need not come again. Call only after the commit. */
  void acknowledge();

  /** It could not be stored now: it is delivered again after a pause. */
  void giveBack();
}
