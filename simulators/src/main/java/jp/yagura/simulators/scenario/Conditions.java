package jp.yagura.simulators.scenario;

import java.util.Optional;
import jp.yagura.shared.power.PowerState;
import jp.yagura.shared.water.WaterLevel;

/// How things are at one tower at one moment: what its sensors would read, and what works.
///
/// @param rainTenths rain in ten minutes, in 0.1 mm
/// @param airTenths air temperature in 0.1 °C
/// @param linked whether its line to headquarters stands
/// @param silent whether it has stopped measuring although its line stands
/// @param overflowing whether its bank-top contact is under water
public record Conditions(
    Optional<WaterLevel> level,
    int rainTenths,
    int airTenths,
    int batteryMillivolts,
    int batteryPercent,
    PowerState power,
    boolean linked,
    boolean silent,
    boolean overflowing) {}
