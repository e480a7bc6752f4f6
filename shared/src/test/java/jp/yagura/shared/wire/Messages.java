package jp.yagura.shared.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
        offers().map(m -> m),
        chunks().map(m -> m));
  }

  static Arbitrary<DownMessage> down() {
    return Arbitraries.oneOf(acks().map(m -> m), commands().map(m -> m), haves().map(m -> m));
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
            Arbitraries.of(true, false))
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

  private static Arbitrary<Birth> births() {
    return Combinators.combine(
            notNegative(),
            instants(),
            texts(100),
            powers(),
            sensors().list().ofMaxSize(256),
            texts(32))
        .as(Birth::new);
  }

  private static Arbitrary<Death> deaths() {
    return Combinators.combine(notNegative(), instants()).as(Death::new);
  }

  private static Arbitrary<Status> statuses() {
    return Combinators.combine(
            instants(),
            powers(),
            millivolts(),
            percents(),
            notNegative(),
            instants().optional(),
            onBattery().optional())
        .as(Status::new);
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
            Arbitraries.longs())
        .as(Alarm::new);
  }

  private static Arbitrary<PowerChange> powerChanges() {
    return Combinators.combine(
            notNegative(), seqs(), powers(), instants(), millivolts(), percents())
        .as(PowerChange::new);
  }

  private static Arbitrary<Dropped> dropped() {
    return Combinators.combine(
            notNegative(),
            seqs(),
            instants(),
            streams(),
            ranges(),
            notNegative(),
            instants(),
            instants())
        .as(Dropped::new);
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
        Combinators.combine(Arbitraries.of(PictureSize.values()), cameras().optional())
            .as(CommandAction.TakePicture::new),
        Combinators.combine(streams(), ranges()).as(CommandAction.Resend::new));
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
