package jp.yagura.simulators.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What one tower goes through in a scenario.
///
/// @param river the river its gauge stands at; only told to readers of the file
/// @param flood absent where no river is watched, or where it does not rise
/// @param rainLag how much later than the heart of the storm the rain falls here
/// @param linkLost its line to headquarters is cut: it goes on measuring, keeps what it measured
///     and sends it afterwards
/// @param silent it says nothing although its line stands, and has measured nothing meanwhile
/// @param overflow its bank-top contact is under water (氾濫発生)
public record TowerScript(
    Optional<String> river,
    Optional<Flood> flood,
    Duration rainLag,
    List<Outage> outages,
    List<Span> linkLost,
    List<Span> silent,
    List<Span> overflow) {

  /// A tower to which nothing happens but this flood.
  static TowerScript onlyFlooded(Flood flood, Duration lag) {
    return new TowerScript(
        Optional.empty(),
        Optional.of(flood.later(lag)),
        lag,
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
