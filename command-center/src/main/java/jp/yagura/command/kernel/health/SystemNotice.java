package jp.yagura.command.kernel.health;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import jp.yagura.command.kernel.live.LiveItem;

/** Something that the people at the console must know about the machine. */
@Serdeable
public record SystemNotice(String id, Severity severity, String ja, String en, Instant since)
    implements LiveItem {

  /** How bad. */
  public enum Severity {
    INFO,
    WARNING,
    CRITICAL
  }
}
