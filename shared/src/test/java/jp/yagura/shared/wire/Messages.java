package jp.yagura.shared.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import jp.yagura.shared.id.CameraId;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.power.ModesLeft;
import jp.yagura.shared.power.OnBattery;
import jp.yagura.shared.power.PowerState;
import jp.yagura.shared.power.TimeLeft;
import jp.yagura.shared.wire.DownMessage.Command;
import jp.yagura.shared.wire.DownMessage.DurableAck;
import jp.yagura.shared.wire.DownMessage.SnapshotHave;
import jp.yagura.shared.wire.UpMessage.Alarm;
import jp.yagura.shared.wire.UpMessage.Birth;
import jp.yagura.shared.wire.UpMessage.Death;
import jp.yagura.shared.wire.UpMessage.Dropped;
import jp.yagura.shared.wire.UpMessage.PowerChange;
import jp.yagura.shared.wire.UpMessage.ReadingsBatch;
import jp.yagura.shared.wire.UpMessage.SnapshotChunk;
import jp.yagura.shared.wire.UpMessage.SnapshotOffer;
import jp.yagura.shared.wire.UpMessage.Status;
import jp.yagura.shared.wire.UpMessage.Summary;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Any message that can be built at all, extremes included.
final class Messages {
  private Messages() {}

  static Arbitrary<UpMessage> up() {
    return Arbitraries.oneOf(
        births().map(m -> m),
        deaths().map(m -> m),
        statuses().map(m -> m),
        batches().map(m -> m),
        alarms().map(m -> m),
        powerChanges().map(m -> m),
        dropped().map(m -> m),
        summaries().map(m -> m),
        offers().map(m -> m),
        chunks().map(m -> m),
        logParts().map(m -> m),
        reports().map(m -> m));
  }

  static Arbitrary<DownMessage> down() {
    return Arbitraries.oneOf(
        acks().map(m -> m),
        commands().map(m -> m),
        timesTold().map(m -> m),
        configures().map(m -> m),
        haves().map(m -> m));
  }

  private static Arbitrary<DownMessage.TimeIs> timesTold() {
    return Combinators.combine(instants(), instants(), Arbitraries.of(true, false))
        .as(DownMessage.TimeIs::new);
  }

  static Arbitrary<ReadingsBatch> batches() {
    // few sensors, so that they repeat
    Arbitrary<List<SensorId>> tables = sensors().list().ofMinSize(1).ofMaxSize(16);
    Arbitrary<List<Reading>> readings =
        tables.flatMap(table -> readings(table).list().ofMinSize(1).ofMaxSize(60));
    return Combinators.combine(
            notNegative(),
            firstSeqs(),
            readings,
            statuses().optional(),
            Arbitraries.of(true, false),
            datings().filter(dating -> !(dating instanceof Dating.Aged)))
        .as(ReadingsBatch::new);
  }

  private static Arbitrary<Reading> readings(List<SensorId> table) {
    return Combinators.combine(
            Arbitraries.of(table),
            instants(),
            Arbitraries.longs(),
            Arbitraries.of(Quality.values()))
        .as(Reading::new);
  }

  private record ClockAndConfig(Optional<ClockState> clock, long version) {}

  private static Arbitrary<Birth> births() {
    return Combinators.combine(
            notNegative(),
            instants(),
            texts(100),
            powers(),
            sensors().list().ofMaxSize(256),
            texts(32),
            tails().list().ofMaxSize(Wire.MAX_TAILS),
            Combinators.combine(clocks(), notNegative()).as(ClockAndConfig::new))
        .as(
            (epoch, at, software, power, sensors, bearer, tails, more) ->
                new Birth(
                    epoch,
                    at,
                    software,
                    power,
                    sensors,
                    bearer,
                    tails,
                    more.clock(),
                    more.version()));
  }

  private static Arbitrary<Tail> tails() {
    return Combinators.combine(
            notNegative(), notNegative(), notNegative(), Arbitraries.of(true, false))
        .as(Tail::new);
  }

  private static Arbitrary<Optional<ClockState>> clocks() {
    return Arbitraries.of(ClockState.values()).optional();
  }

  private static Arbitrary<Dating> datings() {
    Arbitrary<Duration> ages = notNegative().map(Duration::ofMillis);
    return Arbitraries.oneOf(
        Arbitraries.just(Dating.SURE),
        Arbitraries.just(Dating.UNCERTAIN),
        Arbitraries.longs().map(by -> new Dating.Corrected(Duration.ofMillis(by))),
        ages.map(Dating.Aged::new));
  }

  private static Arbitrary<Death> deaths() {
    return Combinators.combine(notNegative(), instants()).as(Death::new);
  }

  private static Arbitrary<Status> statuses() {
    Arbitrary<Status> plain =
        Combinators.combine(
                instants(),
                powers(),
                millivolts(),
                percents(),
                notNegative(),
                instants().optional(),
                onBattery().optional(),
                clocks())
            .as(Status::new);
    return Combinators.combine(plain, bearers().list().ofMaxSize(8)).as(Status::with);
  }

  private static Arbitrary<OnBattery> onBattery() {
    Arbitrary<Duration> paces =
        Arbitraries.integers().between(1, 2 * 24 * 3600).map(Duration::ofSeconds);
    return Combinators.combine(timesLeft(), modesLeft().optional(), paces.optional())
        .as(OnBattery::new);
  }

  private static Arbitrary<ModesLeft> modesLeft() {
    return Combinators.combine(timesLeft(), timesLeft(), timesLeft()).as(ModesLeft::new);
  }

  private static Arbitrary<BearerReport> bearers() {
    return Combinators.combine(
            texts(32).filter(text -> !text.isEmpty()),
            Arbitraries.of(BearerReport.State.values()),
            notNegative(),
            notNegative(),
            Combinators.combine(notNegative(), notNegative()).as(BearerReport.Budget::new),
            Arbitraries.integers()
                .between(0, Integer.MAX_VALUE - 1)
                .map(Duration::ofMillis)
                .optional(),
            Arbitraries.integers().between(0, Integer.MAX_VALUE - 1).optional())
        .as(BearerReport::new);
  }

  private static Arbitrary<Summary> summaries() {
    Arbitrary<Instant> begins =
        Arbitraries.longs().between(0, 4_000_000_000_000L).map(Instant::ofEpochMilli);
    Arbitrary<Integer> spans = Arbitraries.integers().between(60, 3_600);
    return Combinators.combine(begins, spans, sensors().set().ofMinSize(1).ofMaxSize(5))
        .flatAs(
            (begin, span, sensors) ->
                sensorSummaries(begin, span)
                    .list()
                    .ofSize(sensors.size())
                    .map(
                        summaries -> {
                          var names = List.copyOf(sensors);
                          var named = new ArrayList<SensorSummary>();
                          for (int i = 0; i < names.size(); i++) {
                            named.add(summaries.get(i).apply(names.get(i)));
                          }
                          return new Summary(begin, Duration.ofSeconds(span), named);
                        }));
  }

  private static Arbitrary<Function<SensorId, SensorSummary>> sensorSummaries(
      Instant begin, int span) {
    return Combinators.combine(
            Arbitraries.longs().greaterOrEqual(1),
            Arbitraries.longs().list().ofSize(3),
            Arbitraries.longs(),
            Arbitraries.integers().between(0, span * 1_000 - 1),
            Arbitraries.of(true, false))
        .as(
            (count, values, any, after, suspect) -> {
              var sorted = values.stream().sorted().toList();
              long last = Math.clamp(any, sorted.getFirst(), sorted.getLast());
              return sensor ->
                  new SensorSummary(
                      sensor,
                      count,
                      sorted.get(0),
                      sorted.get(1),
                      sorted.get(2),
                      last,
                      begin.plusMillis(after),
                      suspect);
            });
  }

  private static Arbitrary<TimeLeft> timesLeft() {
    Arbitrary<Integer> minutes = Arbitraries.integers().between(0, 366 * 24 * 60 / 3);
    return Combinators.combine(minutes, minutes, minutes)
        .as(
            (least, less, more) -> {
              Duration expected = Duration.ofMinutes((long) least + less);
              return new TimeLeft(Duration.ofMinutes(least), expected, expected.plusMinutes(more));
            });
  }

  private static Arbitrary<Alarm> alarms() {
    return Combinators.combine(
            notNegative(),
            seqs(),
            Arbitraries.of(AlarmKind.values()),
            Arbitraries.of(true, false),
            instants(),
            sensors().optional(),
            Arbitraries.longs(),
            datings())
        .as(Alarm::new);
  }

  private static Arbitrary<PowerChange> powerChanges() {
    return Combinators.combine(
            notNegative(), seqs(), powers(), instants(), millivolts(), percents(), datings())
        .as(PowerChange::new);
  }

  private static Arbitrary<Dropped> dropped() {
    return Combinators.combine(
            Combinators.combine(notNegative(), notNegative()).as(List::of),
            seqs(),
            instants(),
            streams(),
            ranges(),
            notNegative(),
            Combinators.combine(instants(), instants()).as(List::of),
            datings())
        .as(
            (epochs, seq, at, stream, range, count, span, dating) ->
                new Dropped(
                    epochs.getFirst(),
                    seq,
                    at,
                    stream,
                    range,
                    count,
                    span.getFirst(),
                    span.getLast(),
                    dating,
                    epochs.getLast()));
  }

  private static Arbitrary<SnapshotOffer> offers() {
    Arbitrary<Optional<Bytes>> inlines =
        Arbitraries.bytes()
            .array(byte[].class)
            .ofMinSize(1)
            .ofMaxSize(300)
            .map(Bytes::copyOf)
            .optional();
    Arbitrary<Integer> edges = Arbitraries.integers().between(1, 65_535);
    Arbitrary<SnapshotOffer> whole =
        Combinators.combine(notNegative(), seqs(), instants(), texts(64), digests(), inlines)
            .as(
                (epoch, seq, at, type, digest, inline) ->
                    new SnapshotOffer(
                        epoch,
                        seq,
                        at,
                        type,
                        inline.map(bytes -> (long) bytes.size()).orElse(70_000L),
                        digest,
                        1,
                        1,
                        PictureSize.FULL,
                        new CameraId("a"),
                        inline));
    return Combinators.combine(whole, edges, edges, Arbitraries.of(PictureSize.values()), cameras())
        .as(
            (offer, width, height, size, camera) ->
                new SnapshotOffer(
                    offer.epoch(),
                    offer.seq(),
                    offer.takenAt(),
                    offer.mediaType(),
                    offer.size(),
                    offer.digest(),
                    width,
                    height,
                    size,
                    camera,
                    offer.inline()));
  }

  private static Arbitrary<SnapshotChunk> chunks() {
    Arbitrary<Bytes> bytes =
        Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(300).map(Bytes::copyOf);
    Arbitrary<Long> offsets = Arbitraries.longs().between(0, Wire.MAX_PICTURE - 300);
    return Combinators.combine(notNegative(), seqs(), digests(), offsets, bytes)
        .as(SnapshotChunk::new);
  }

  private static Arbitrary<SnapshotHave> haves() {
    return Combinators.combine(notNegative(), seqs(), notNegative()).as(SnapshotHave::new);
  }

  private static Arbitrary<CameraId> cameras() {
    return sensors().map(sensor -> new CameraId(sensor.value()));
  }

  private static Arbitrary<UpMessage.LogPart> logParts() {
    return Combinators.combine(
            ids(), Arbitraries.integers().between(1, Wire.MAX_LOG_PARTS), someBytes(300))
        .as((id, parts, bytes) -> new UpMessage.LogPart(id, parts - 1, parts, bytes));
  }

  private static Arbitrary<UpMessage.Report> reports() {
    Arbitrary<CareResult> commands =
        Combinators.combine(ids(), Arbitraries.of(CareResult.Fate.values()), texts(400), texts(400))
            .as(CareResult.CommandResult::new);
    Arbitrary<CareResult> configs =
        Combinators.combine(
                seqs(),
                Arbitraries.of(CareResult.Outcome.values()),
                texts(400),
                texts(400),
                notNegative())
            .as(CareResult.ConfigResult::new);
    Arbitrary<CareResult> renewals =
        Combinators.combine(someBytes(300), someBytes(256)).as(CareResult.RenewalWanted::new);
    return Combinators.combine(
            instants(),
            Arbitraries.oneOf(commands, configs, renewals).optional(),
            Arbitraries.maps(Arbitraries.of(OrderRefusal.values()), notNegative()))
        .as(UpMessage.Report::new);
  }

  private static Arbitrary<DownMessage.Configure> configures() {
    return Combinators.combine(ids(), instants(), instants(), seqs(), texts(400))
        .as(
            (id, a, b, version, content) ->
                new DownMessage.Configure(
                    id, a.isBefore(b) ? a : b, a.isBefore(b) ? b : a, version, content));
  }

  private static Arbitrary<UUID> ids() {
    return Arbitraries.create(UUID::randomUUID);
  }

  private static Arbitrary<Bytes> someBytes(int most) {
    return Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(most).map(Bytes::copyOf);
  }

  private static Arbitrary<DurableAck> acks() {
    return Combinators.combine(notNegative(), streams(), stored()).as(DurableAck::of);
  }

  private static Arbitrary<SeqRanges> stored() {
    return ranges()
        .list()
        .ofMaxSize(30)
        .map(
            ranges -> {
              SeqRanges stored = SeqRanges.NONE;
              for (SeqRange range : ranges) {
                stored = stored.add(range);
              }
              return stored;
            });
  }

  private static Arbitrary<Command> commands() {
    return Combinators.combine(
            Arbitraries.create(UUID::randomUUID), instants(), instants(), actions())
        .as(
            (id, a, b, action) ->
                new Command(id, a.isBefore(b) ? a : b, a.isBefore(b) ? b : a, action));
  }

  private static Arbitrary<CommandAction> actions() {
    return Arbitraries.oneOf(
        Arbitraries.just(new CommandAction.SendStatusNow()),
        Arbitraries.just(new CommandAction.Identify()),
        Arbitraries.just(new CommandAction.Restart()),
        Arbitraries.just(new CommandAction.FetchLog()),
        someBytes(300).map(CommandAction.TakeCertificate::new),
        Combinators.combine(Arbitraries.of(PictureSize.values()), cameras().optional())
            .as(CommandAction.TakePicture::new),
        Combinators.combine(streams(), ranges(), Arbitraries.longs().optional())
            .as(CommandAction.Resend::new),
        Combinators.combine(instants(), instants())
            .as(
                (a, b) ->
                    new CommandAction.ResendSpan(a.isBefore(b) ? a : b, a.isBefore(b) ? b : a)));
  }

  private static Arbitrary<SeqRange> ranges() {
    return Combinators.combine(seqs(), seqs())
        .as((a, b) -> new SeqRange(Math.min(a, b), Math.max(a, b)));
  }

  private static Arbitrary<SensorId> sensors() {
    Arbitrary<String> first = Arbitraries.strings().withChars("abz09").ofLength(1);
    Arbitrary<String> rest = Arbitraries.strings().withChars("az09-").ofMaxLength(15);
    return Combinators.combine(first, rest).as((a, b) -> new SensorId(a + b));
  }

  private static Arbitrary<Instant> instants() {
    return Arbitraries.longs().map(Instant::ofEpochMilli);
  }

  private static Arbitrary<Long> notNegative() {
    return Arbitraries.longs().greaterOrEqual(0);
  }

  private static Arbitrary<Long> seqs() {
    return Arbitraries.longs().greaterOrEqual(1);
  }

  private static Arbitrary<Long> firstSeqs() {
    return Arbitraries.longs().between(1, Long.MAX_VALUE - Wire.MAX_READINGS);
  }

  private static Arbitrary<Integer> millivolts() {
    return Arbitraries.integers().between(-1, 1_000_000);
  }

  private static Arbitrary<Integer> percents() {
    return Arbitraries.integers().between(-1, 100);
  }

  private static Arbitrary<PowerState> powers() {
    return Arbitraries.of(PowerState.values());
  }

  private static Arbitrary<Stream> streams() {
    return Arbitraries.of(Stream.values());
  }

  private static Arbitrary<Sha256> digests() {
    return Arbitraries.bytes().array(byte[].class).ofSize(32).map(Sha256::ofDigest);
  }

  private static Arbitrary<String> texts(int longest) {
    return Arbitraries.strings()
        .withCharRange(' ', '~')
        .withCharRange('あ', '龠')
        .ofMaxLength(longest);
  }
}
