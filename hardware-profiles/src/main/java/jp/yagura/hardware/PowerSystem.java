package jp.yagura.hardware;

import java.util.List;
import jp.yagura.shared.yaml.YamlNode;

/// A battery with its charger: what keeps a tower alive without the mains.
///
/// @param depthOfDischarge the part of the charge that may be used
/// @param derating what age and cold leave of it
/// @param charge percent by voltage at rest, rising
public record PowerSystem(
    String id,
    String name,
    String nameEn,
    int volts,
    double ampereHours,
    double depthOfDischarge,
    double derating,
    int cutOffMillivolts,
    int floatMillivolts,
    List<ChargePoint> charge,
    double solarWatts) {

  /// At this voltage this much is left.
  public record ChargePoint(int millivolts, int percent) {
    static ChargePoint from(YamlNode yaml) {
      List<YamlNode> pair = yaml.asList();
      if (pair.size() != 2) {
        throw yaml.bad("must be a pair: [millivolts, percent]");
      }
      return new ChargePoint(pair.getFirst().asInteger(), pair.getLast().asInteger());
    }
  }

  public PowerSystem {
    Rules.profileId(id);
    Rules.name(name);
    Rules.name(nameEn);
    Rules.watts(solarWatts);
    if (volts != 12 && volts != 24 && volts != 48) {
      throw new IllegalArgumentException("volts must be 12, 24 or 48");
    }
    if (!(ampereHours > 0)) {
      throw new IllegalArgumentException("ampereHours must be more than 0");
    }
    Rules.part("depthOfDischarge", depthOfDischarge);
    Rules.part("derating", derating);
    charge = List.copyOf(charge);
    rising(charge);
    if (cutOffMillivolts <= 0 || cutOffMillivolts >= floatMillivolts) {
      throw new IllegalArgumentException("cutOffMillivolts must be below floatMillivolts");
    }
  }

  static PowerSystem from(YamlNode yaml) {
    return new PowerSystem(
        yaml.text("id"),
        yaml.text("name"),
        yaml.text("nameEn"),
        yaml.integer("volts"),
        yaml.decimal("ampereHours"),
        yaml.decimal("depthOfDischarge"),
        yaml.decimal("derating"),
        yaml.integer("cutOffMillivolts"),
        yaml.integer("floatMillivolts"),
        yaml.list("charge", ChargePoint::from),
        yaml.decimal("solarWatts"));
  }

  /// How long it feeds that load from full, without sun: for planning.
  public double runtimeHours(double loadWatts) {
    if (!(loadWatts > 0)) {
      throw new IllegalArgumentException("a load is more than 0 watts");
    }
    return ampereHours * volts * depthOfDischarge * derating / loadWatts;
  }

  /// What is left at that voltage at rest, 0 to 100; under load or on the charger it is a guess.
  public int percentAt(int millivolts) {
    ChargePoint below = charge.getFirst();
    if (millivolts <= below.millivolts()) {
      return below.percent();
    }
    for (ChargePoint above : charge) {
      if (millivolts <= above.millivolts()) {
        int span = above.millivolts() - below.millivolts();
        int more = (above.percent() - below.percent()) * (millivolts - below.millivolts());
        return span == 0 ? above.percent() : below.percent() + more / span;
      }
      below = above;
    }
    return below.percent();
  }

  private static void rising(List<ChargePoint> charge) {
    if (charge.size() < 2) {
      throw new IllegalArgumentException("charge needs two points or more");
    }
    for (int i = 0; i < charge.size(); i++) {
      ChargePoint point = charge.get(i);
      boolean above =
          i == 0
              || (point.millivolts() > charge.get(i - 1).millivolts()
                  && point.percent() > charge.get(i - 1).percent());
      if (!above || point.millivolts() < 1 || point.percent() < 0 || point.percent() > 100) {
        throw new IllegalArgumentException(
            "charge must rise from point to point, in millivolts and in percent (0 to 100)");
      }
    }
  }
}
