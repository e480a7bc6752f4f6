package jp.yagura.shared.wire;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.wire.UpMessage.ReadingsBatch;
import jp.yagura.shared.wire.proto.ReadingsBody;

/// A batch as columns of small differences: less than three bytes a reading where one protobuf
/// message each would need twenty. The form is described in `wire.proto`.
final class ReadingsCodec {
  private ReadingsCodec() {}

  static ReadingsBody write(ReadingsBatch batch) {
    List<Reading> readings = batch.readings();
    Map<SensorId, Integer> table = new LinkedHashMap<>();
    byte[] order = new byte[readings.size()];
    for (int i = 0; i < order.length; i++) {
      SensorId sensor = readings.get(i).sensor();
      Integer known = table.putIfAbsent(sensor, table.size());
      order[i] = (byte) (known == null ? table.size() - 1 : known);
    }
    ReadingsBody.Builder body =
        ReadingsBody.newBuilder()
            .setEpoch(batch.epoch())
            .setFirstSeq(batch.firstSeq())
            .setCount(readings.size());
    table.keySet().forEach(sensor -> body.addSensors(sensor.value()));
    if (!Arrays.equals(order, roundRobin(order.length, table.size()))) {
      body.setOrder(ByteString.copyFrom(order));
    }
    body.setColumns(ByteString.copyFrom(columns(readings, order, table.size())));
    writeQualities(body, readings);
    batch.status().map(StatusCodec::write).ifPresent(body::setStatus);
    DatingCodec.write(batch.dating()).ifPresent(body::setDating);
    return body.setAckCanWait(batch.ackCanWait()).build();
  }

  static ReadingsBatch read(ReadingsBody body) {
    int count = Check.between("readings of a batch", 1, Wire.MAX_READINGS, body.getCount());
    int sensors =
        Check.between("sensors of a batch", 1, Wire.MAX_BATCH_SENSORS, body.getSensorsCount());
    if (!body.getQualities().isEmpty()) {
      same("bytes of qualities", (count + 3) / 4, body.getQualities().size());
    }
    List<SensorId> table = body.getSensorsList().stream().map(SensorId::new).toList();
    byte[] order = readOrder(body, count, sensors);
    long[] times = new long[count];
    long[] values = new long[count];
    readColumns(new BitReader(body.getColumns()), places(order, sensors), times, values);
    List<Reading> readings = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      readings.add(
          new Reading(
              table.get(order[i]),
              Instant.ofEpochMilli(times[i]),
              values[i],
              quality(body.getQualities(), i)));
    }
    return new ReadingsBatch(
        body.getEpoch(),
        body.getFirstSeq(),
        readings,
        body.hasStatus() ? Optional.of(StatusCodec.read(body.getStatus())) : Optional.empty(),
        body.getAckCanWait(),
        DatingCodec.read(body.hasDating(), body.getDating()));
  }

  private static byte[] columns(List<Reading> readings, byte[] order, int sensors) {
    var out = new BitWriter();
    long[] firstTimes = {};
    long origin = 0;
    for (int[] places : places(order, sensors)) {
      long[] times = pick(places, i -> readings.get(i).observedAt().toEpochMilli());
      boolean toldAlready = Arrays.equals(times, firstTimes);
      if (firstTimes.length > 0) {
        out.bits(toldAlready ? 1 : 0, 1);
      }
      if (!toldAlready) {
        Column.write(out, origin, times);
      }
      Column.write(out, 0, pick(places, i -> readings.get(i).value()));
      firstTimes = firstTimes.length == 0 ? times : firstTimes;
      origin = times[0];
    }
    return out.toByteArray();
  }

  private static void readColumns(BitReader in, int[][] sensors, long[] times, long[] values) {
    long[] firstTimes = {};
    long origin = 0;
    for (int[] places : sensors) {
      boolean toldAlready = firstTimes.length > 0 && in.bits(1) == 1;
      if (toldAlready) {
        same("times", places.length, firstTimes.length);
      }
      long[] ownTimes = toldAlready ? firstTimes : Column.read(in, origin, places.length);
      long[] ownValues = Column.read(in, 0, places.length);
      for (int i = 0; i < places.length; i++) {
        times[places[i]] = ownTimes[i];
        values[places[i]] = ownValues[i];
      }
      firstTimes = firstTimes.length == 0 ? ownTimes : firstTimes;
      origin = ownTimes[0];
    }
    in.end();
  }

  /// Of each sensor the places at which its readings stand.
  private static int[][] places(byte[] order, int sensors) {
    int[] counts = new int[sensors];
    for (byte sensor : order) {
      counts[sensor]++;
    }
    int[][] places = new int[sensors][];
    for (int sensor = 0; sensor < sensors; sensor++) {
      Check.between("readings of a sensor", 1, order.length, counts[sensor]);
      places[sensor] = new int[counts[sensor]];
    }
    for (int i = order.length - 1; i >= 0; i--) {
      places[order[i]][--counts[order[i]]] = i;
    }
    return places;
  }

  private static long[] pick(int[] places, IntToLongFunction what) {
    return Arrays.stream(places).mapToLong(what).toArray();
  }

  private static byte[] readOrder(ReadingsBody body, int count, int sensors) {
    if (body.getOrder().isEmpty()) {
      return roundRobin(count, sensors);
    }
    byte[] order = body.getOrder().toByteArray();
    same("order", count, order.length);
    for (byte index : order) {
      Check.between("index of a sensor", 0, sensors - 1, index);
    }
    return order;
  }

  private static byte[] roundRobin(int count, int sensors) {
    byte[] order = new byte[count];
    for (int i = 0; i < count; i++) {
      order[i] = (byte) (i % sensors);
    }
    return order;
  }

  private static void writeQualities(ReadingsBody.Builder body, List<Reading> readings) {
    if (readings.stream().allMatch(reading -> reading.quality() == Quality.NORMAL)) {
      return;
    }
    byte[] packed = new byte[(readings.size() + 3) / 4];
    for (int i = 0; i < readings.size(); i++) {
      packed[i / 4] |= (byte) (code(readings.get(i).quality()) << shift(i));
    }
    body.setQualities(ByteString.copyFrom(packed));
  }

  private static Quality quality(ByteString packed, int i) {
    return packed.isEmpty() ? Quality.NORMAL : quality((packed.byteAt(i / 4) >> shift(i)) & 0b11);
  }

  private static int shift(int i) {
    return i % 4 * 2;
  }

  private static int code(Quality quality) {
    return switch (quality) {
      case NORMAL -> 0;
      case SUSPECT -> 1;
      case MISSING -> 2;
    };
  }

  private static Quality quality(int code) {
    return switch (code) {
      case 0 -> Quality.NORMAL;
      case 1 -> Quality.SUSPECT;
      case 2 -> Quality.MISSING;
      default -> throw new IllegalArgumentException("a quality that this version does not know");
    };
  }

  private static void same(String what, int expected, int actual) {
    if (expected != actual) {
      throw new IllegalArgumentException(
          what + " of a batch must be " + expected + ", but are " + actual);
    }
  }
}
