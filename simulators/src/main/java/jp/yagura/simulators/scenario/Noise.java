package jp.yagura.simulators.scenario;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/// Randomness without a state: the same seed, series and index always give the same value, whoever
/// asks first. This is what keeps a run reproducible although devices tick in whatever order the
/// machine likes.
public record Noise(long seed) {

  /// Noise of its own for one named series, such as one sensor of one tower.
  public Noise of(String series) {
    var crc = new CRC32C();
    crc.update(series.getBytes(StandardCharsets.UTF_8));
    return new Noise(mixed(seed ^ (crc.getValue() << 17)));
  }

  /// Between 0 (included) and 1 (excluded).
  public double unit(long index) {
    return (mixed(seed + index * 0x9E3779B97F4A7C15L) >>> 11) * 0x1.0p-53;
  }

  /// Between -amplitude and +amplitude, small values more often than large ones, as with a real
  /// sensor.
  public int around(long index, int amplitude) {
    return (int) Math.round((unit(2 * index) + unit(2 * index + 1) - 1) * amplitude);
  }

  /// The finaliser of SplitMix64 (Steele, Lea and Flood, 2014).
  private static long mixed(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
