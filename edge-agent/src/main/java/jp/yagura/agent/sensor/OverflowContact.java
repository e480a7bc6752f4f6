package jp.yagura.agent.sensor;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.yagura.agent.outbox.Entry;
import jp.yagura.agent.outbox.Occurrence.AlarmChanged;
import jp.yagura.shared.wire.AlarmKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The contact on the bank's top (越水検知): closed while the river runs over. It makes stage 5, which
/// no level does, so it is an alarm and not a reading. What it last told is a note in the outbox,
/// as with power.
public final class OverflowContact {
  private static final Logger log = LoggerFactory.getLogger(OverflowContact.class);
  private static final String NOTE = "overflow";

  private final Driver driver;
  private boolean told;
  private boolean faultLogged;

  /// @param notes what the outbox remembers from before the restart
  public OverflowContact(Driver driver, Map<String, String> notes) {
    this.driver = driver;
    this.told = Boolean.parseBoolean(notes.get(NOTE));
  }

  /// Looks at the contact. The entry is empty unless it has changed.
  public Entry watch(Instant now) {
    boolean closed;
    try {
      closed = driver.measure(now) != 0;
      faultLogged = false;
    } catch (DriverFault fault) {
      if (!faultLogged) {
        log.warn("overflow contact cannot be read why=\"{}\"", fault.getMessage());
        faultLogged = true;
      }
      return Entry.of(List.of(), List.of());
    }
    if (closed == told) {
      return Entry.of(List.of(), List.of());
    }
    told = closed;
    log.warn("overflow {}", closed ? "begins" : "ends");
    return new Entry(
        List.of(),
        List.of(
            new AlarmChanged(AlarmKind.OVERFLOW, closed, now, Optional.empty(), closed ? 1 : 0)),
        Map.of(NOTE, Boolean.toString(closed)));
  }
}
