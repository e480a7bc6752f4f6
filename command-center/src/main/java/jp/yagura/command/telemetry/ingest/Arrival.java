package jp.yagura.command.telemetry.ingest;

import java.time.Instant;
import jp.yagura.command.site.Site;
import jp.yagura.shared.wire.UpMessage;

/** A message as it came in, understood or not. */
sealed interface Arrival {

  Instant receivedAt();

  /**
   * @param payload as it came, in case its content is not believable
   * @param retained the broker had kept it: it tells of the past, not that the site is there now
   */
  record Understood(
      Site site,
      UpMessage message,
      String topic,
      byte[] payload,
      boolean retained,
      Instant receivedAt)
      implements Arrival {}

  /** To be quarantined. Its texts come from strangers: no control characters, no more than fits. */
  record Odd(String topic, Oddity oddity, String detail, byte[] payload, Instant receivedAt)
      implements Arrival {

    private static final int LONGEST_TOPIC = 200;
    private static final int LONGEST_DETAIL = 400;

    public Odd {
      topic = clean(topic, LONGEST_TOPIC);
      detail = clean(detail, LONGEST_DETAIL);
    }

    private static String clean(String text, int longest) {
      String visible = text.replaceAll("\\p{Cntrl}", "?");
      return visible.length() > longest ? visible.substring(0, longest) : visible;
    }
  }
}
