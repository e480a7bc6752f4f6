package jp.yagura.simulators.town;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import jp.yagura.hardware.SensorKind;
import jp.yagura.hardware.SitePlan;
import jp.yagura.hardware.SitedSensor;
import jp.yagura.shared.geo.LatLon;
import jp.yagura.shared.id.MunicipalityId;
import jp.yagura.shared.id.SiteId;
import jp.yagura.shared.water.WaterThresholds;
import jp.yagura.simulators.scenario.Noise;

/// The synthetic municipality.
public record Town(MunicipalityId id, String name, String nameEn, List<Tower> towers) {
  /// 南国市 from its hills to near the coast; synthetic towers stand somewhere in it, on land.
  private static final LatLon SOUTH_WEST = new LatLon(33.545, 133.59);
  private static final LatLon NORTH_EAST = new LatLon(33.66, 133.70);

  public Town {
    towers = List.copyOf(towers);
  }

  /// The town that has been planned: the same places, sensors and thresholds.
  public static Town of(SitePlan plan) {
    var towers =
        plan.sites().stream()
            .map(
                site ->
                    new Tower(
                        site.id(),
                        site.name(),
                        site.nameEn(),
                        site.kana(),
                        site.place(),
                        site.sensors()))
            .toList();
    var municipality = plan.municipality();
    return new Town(municipality.id(), municipality.name(), municipality.nameEn(), towers);
  }

  /// This town with so many towers: the first of its own, or all of them and synthetic ones, always
  /// the same for the same seed.
  public Town withTowers(int number, long seed) {
    var chosen = new ArrayList<>(towers.subList(0, Math.min(number, towers.size())));
    var noise = new Noise(seed).of("towers");
    IntStream.rangeClosed(1, number - chosen.size())
        .mapToObj(i -> synthetic(i, noise))
        .forEach(chosen::add);
    return new Town(id, name, nameEn, chosen);
  }

  /// Built like the first tower of the plan, with a river of its own.
  private Tower synthetic(int number, Noise noise) {
    int standby = 800 + (int) (noise.unit(3L * number) * 800);
    var thresholds =
        WaterThresholds.ofMillimetres(standby, standby + 500, standby + 1_200, standby + 2_000);
    return new Tower(
        new SiteId("t-%04d".formatted(number)),
        "模擬%d".formatted(number),
        "Synthetic %d".formatted(number),
        "もぎ%d".formatted(number),
        new LatLon(
            between(SOUTH_WEST.latitude(), NORTH_EAST.latitude(), noise.unit(3L * number + 1)),
            between(SOUTH_WEST.longitude(), NORTH_EAST.longitude(), noise.unit(3L * number + 2))),
        towers.getFirst().sensors().stream().map(sensor -> with(sensor, thresholds)).toList());
  }

  private static SitedSensor with(SitedSensor sensor, WaterThresholds thresholds) {
    return sensor.kind() == SensorKind.WATER_LEVEL
        ? new SitedSensor(
            sensor.id(), sensor.profile(), sensor.name(), sensor.nameEn(), Optional.of(thresholds))
        : sensor;
  }

  private static double between(double from, double to, double share) {
    // five decimals are a metre
    return Math.round((from + (to - from) * share) * 1e5) / 1e5;
  }
}
