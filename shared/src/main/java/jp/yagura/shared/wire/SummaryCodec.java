package jp.yagura.shared.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.wire.UpMessage.Summary;
import jp.yagura.shared.wire.proto.SummaryBody;

/// A window of all sensors as lists of small differences.
final class SummaryCodec {
  private SummaryCodec() {}

  static SummaryBody write(Summary summary) {
    SummaryBody.Builder body =
        SummaryBody.newBuilder()
            .setBeginsAt(summary.beginsAt().toEpochMilli())
            .setSpanSeconds((int) summary.span().toSeconds());
    for (SensorSummary sensor : summary.sensors()) {
      if (sensor.lastSuspect()) {
        body.addSuspect(body.getSensorsCount());
      }
      body.addSensors(sensor.sensor().value())
          .addCounts(sensor.count())
          .addMeans(sensor.mean())
          .addLeastBelowMean(sensor.mean() - sensor.least())
          .addMostAboveMean(sensor.most() - sensor.mean())
          .addLastLessMean(sensor.last() - sensor.mean())
          .addLastAfter((int) Duration.between(summary.beginsAt(), sensor.lastAt()).toMillis());
    }
    return body.build();
  }

  static Summary read(SummaryBody body) {
    int sensors =
        Check.between("sensors of a summary", 1, Wire.MAX_SITE_SENSORS, body.getSensorsCount());
    for (int numbers :
        List.of(
            body.getCountsCount(),
            body.getMeansCount(),
            body.getLeastBelowMeanCount(),
            body.getMostAboveMeanCount(),
            body.getLastLessMeanCount(),
            body.getLastAfterCount())) {
      Check.between("numbers of a summary", sensors, sensors, numbers);
    }
    Instant beginsAt = Instant.ofEpochMilli(body.getBeginsAt());
    var suspect = new HashSet<>(body.getSuspectList());
    List<SensorSummary> summaries = new ArrayList<>(sensors);
    for (int i = 0; i < sensors; i++) {
      long mean = body.getMeans(i);
      summaries.add(
          new SensorSummary(
              new SensorId(body.getSensors(i)),
              body.getCounts(i),
              mean - body.getLeastBelowMean(i),
              mean,
              mean + body.getMostAboveMean(i),
              mean + body.getLastLessMean(i),
              beginsAt.plusMillis(Integer.toUnsignedLong(body.getLastAfter(i))),
              suspect.contains(i)));
    }
    return new Summary(
        beginsAt, Duration.ofSeconds(Integer.toUnsignedLong(body.getSpanSeconds())), summaries);
  }
}
