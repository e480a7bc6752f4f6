package jp.yagura.shared.wire;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.wire.UpMessage.ReadingsBatch;
import jp.yagura.shared.wire.proto.ReadingsBody;

/// A batch as columns of small differences: about four bytes a reading where one protobuf message
/// each would need twenty. The form is described in `wire.proto`.
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
    writeColumns(body, readings, order, table.size());
    writeQualities(body, readings);
    return body.build();
  }

  static ReadingsBatch read(ReadingsBody body) {
    int count = Check.between("readings of a batch", 1, Wire.MAX_READINGS, body.getCount());
    int sensors =
        Check.between("sensors of a batch", 1, Wire.MAX_BATCH_SENSORS, body.getSensorsCount());
    same("times", count, body.getTimesCount());
    same("values", count, body.getValuesCount());
    if (!body.getQualities().isEmpty()) {
      same("bytes of qualities", (count + 3) / 4, body.getQualities().size());
    }
    List<SensorId> table = body.getSensorsList().stream().map(SensorId::new).toList();
    byte[] order = readOrder(body, count, sensors);
    long[] times = new long[count];
    long[] values = new long[count];
    readColumns(body, order, sensors, times, values);
    List<Reading> readings = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      readings.add(
          new Reading(
              table.get(order[i]),
              Instant.ofEpochMilli(times[i]),
              values[i],
              quality(body.getQualities(), i)));
    }
    return new ReadingsBatch(body.getEpoch(), body.getFirstSeq(), readings);
  }

  private static void writeColumns(
      ReadingsBody.Builder body, List<Reading> readings, byte[] order, int sensors) {
    long columnStart = 0;
    for (int sensor = 0; sensor < sensors; sensor++) {
      long time = columnStart;
      long step = 0;
      long value = 0;
      boolean first = true;
      for (int i = 0; i < order.length; i++) {
        if (order[i] == sensor) {
          Reading reading = readings.get(i);
          long nextTime = reading.observedAt().toEpochMilli();
          long nextStep = nextTime - time;
          body.addTimes(nextStep - step);
          body.addValues(reading.value() - value);
          columnStart = first ? nextTime : columnStart;
          step = first ? 0 : nextStep;
          first = false;
          time = nextTime;
          value = reading.value();
        }
      }
    }
  }

  private static void readColumns(
      ReadingsBody body, byte[] order, int sensors, long[] times, long[] values) {
    int cell = 0;
    long columnStart = 0;
    for (int sensor = 0; sensor < sensors; sensor++) {
      long time = columnStart;
      long step = 0;
      long value = 0;
      boolean first = true;
      for (int i = 0; i < order.length; i++) {
        if (order[i] == sensor) {
          step += body.getTimes(cell);
          time += step;
          value += body.getValues(cell);
          cell++;
          times[i] = time;
          values[i] = value;
          if (first) {
            columnStart = time;
            step = 0;
            first = false;
          }
        }
      }
    }
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
