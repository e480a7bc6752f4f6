package jp.yagura.command.telemetry.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Value;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.yagura.command.device.OrderSigner;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.telemetry.broker.UplinkSource;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.id.Uuid7;
import jp.yagura.shared.wire.CommandAction.Resend;
import jp.yagura.shared.wire.DownMessage.Command;
import jp.yagura.shared.wire.Kind;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.SeqRanges;
import jp.yagura.shared.wire.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for what does not come. Towers send the newest first, so that holes are usual and close by
 * themselves; one that does not change for a while is one that the tower believes we have, because
 * an earlier state of this database has told it so. It is asked for, and asked for again, ever more
 * seldom. What a tower has no more it says, and then nobody waits for it.
 */
@Singleton
final class GapWatch {

  /** A city's towers all come back at once; so many streams are asked for in a second. */
  private static final int AT_ONCE = 20;

  private static final int RANGES_AT_ONCE = 8;

  /** Then it is left alone until the tower connects anew. */
  private static final int MOST_ASKS = 10;

  private static final Duration LONGEST_PAUSE = Duration.ofHours(6);
  private static final Duration VALID = Duration.ofMinutes(10);
  private static final Logger log = LoggerFactory.getLogger(GapWatch.class);

  private final Database database;
  private final Clock clock;
  private final Duration patience;
  private final MeterRegistry meters;
  private final OrderSigner signer;
  private final Uuid7 ids;
  private final Map<StreamKey, Open> open = new HashMap<>();

  /** A stream with holes. */
  private record Open(
      List<SeqRange> missing, long last, Set<UplinkSource> roads, int asks, Instant nextAsk) {

    static final Open NOTHING = new Open(List.of(), 0, Set.of(), 0, Instant.MAX);
  }

  GapWatch(
      Database database,
      Clock clock,
      @Value("${yagura.telemetry.ask-again-after}") Duration patience,
      OrderSigner signer,
      MeterRegistry meters) {
    this.database = database;
    this.signer = signer;
    this.clock = clock;
    this.patience = patience;
    this.meters = meters;
    this.ids = new Uuid7(clock);
  }

  /** How a group of messages has left these streams. */
  synchronized void note(Set<UplinkSource> roads, Map<StreamKey, Extent> extents) {
    Instant now = clock.instant();
    extents.forEach(
        (stream, extent) -> {
          Open known = open.get(stream);
          long last = Math.max(extent.last(), known == null ? 0 : known.last());
          List<SeqRange> missing = extent.reaching(last).missing();
          if (missing.isEmpty()) {
            open.remove(stream);
          } else if (known == null || !known.missing().equals(missing)) {
            open.put(stream, new Open(missing, last, roads, 0, first(stream, now)));
          } else {
            open.put(stream, new Open(missing, last, roads, known.asks(), known.nextAsk()));
          }
        });
  }

  synchronized void gone(SiteAddress site) {
    open.keySet().removeIf(stream -> stream.site().equals(site));
  }

  /** Spread over as long again, so that not all are asked in one second. */
  private Instant first(StreamKey stream, Instant now) {
    long spread = Math.floorMod(stream.hashCode(), Math.max(1, patience.toMillis()));
    return now.plus(patience).plusMillis(spread);
  }

  @Scheduled(fixedDelay = "1s", initialDelay = "1s")
  void look() {
    for (StreamKey stream : due()) {
      try {
        ask(stream);
      } catch (RuntimeException e) {
        log.warn("{} could not be asked for what is missing and will be", stream, e);
      }
    }
  }

  private synchronized List<StreamKey> due() {
    Instant now = clock.instant();
    return open.entrySet().stream()
        .filter(entry -> !entry.getValue().nextAsk().isAfter(now))
        .map(Map.Entry::getKey)
        .sorted()
        .limit(AT_ONCE)
        .toList();
  }

  /** Looked up anew: another command center may have stored it meanwhile. */
  private void ask(StreamKey stream) {
    SeqRanges stored = database.read(sql -> CustodyBook.open(sql, Set.of(stream)).stored(stream));
    Open now = next(stream, stored);
    if (now.missing().isEmpty()) {
      return;
    }
    List<SeqRange> newestFirst = now.missing().reversed();
    for (SeqRange range : newestFirst.subList(0, Math.min(RANGES_AT_ONCE, newestFirst.size()))) {
      now.roads().forEach(road -> ask(road, stream, range));
    }
    meters.counter("yagura.ingest.asked-again").increment();
    log.info("{} lacks {}, asked for the time no. {}", stream, now.missing(), now.asks());
  }

  /** What is missing now, with the next time to ask already noted. */
  private synchronized Open next(StreamKey stream, SeqRanges stored) {
    Open known = open.get(stream);
    List<SeqRange> missing = known == null ? List.of() : new Extent(stored, known.last()).missing();
    if (known == null || missing.isEmpty() || known.asks() >= MOST_ASKS) {
      open.remove(stream);
      return Open.NOTHING;
    }
    Duration pause = patience.multipliedBy(2L << known.asks());
    Duration bounded = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    Instant nextAsk = clock.instant().plus(bounded);
    Open asked = new Open(missing, known.last(), known.roads(), known.asks() + 1, nextAsk);
    open.put(stream, asked);
    return asked;
  }

  private void ask(UplinkSource road, StreamKey stream, SeqRange range) {
    Instant now = clock.instant();
    var resend = new Resend(stream.stream(), range, Optional.of(stream.epoch()));
    road.publish(
        Topic.of(stream.site(), Kind.COMMAND),
        signer.payload(stream.site(), new Command(ids.next(), now, now.plus(VALID), resend)));
  }

  /** How many streams have holes. */
  synchronized int holes() {
    return open.size();
  }
}
