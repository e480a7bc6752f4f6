package jp.yagura.shared.wire;

import java.util.Optional;
import jp.yagura.shared.id.SiteAddress;

/// Where a message is published: `yagura/1/{municipality}/{site}/{up|down}/{kind}`. The `1` is the
/// version of the wire.
public record Topic(SiteAddress address, Direction direction, Kind kind) {
  static final String ROOT = "yagura/1/";

  /// Longer than any topic of ours: what exceeds it is not looked at.
  private static final int LONGEST = 128;

  public Topic {
    if (kind.direction() != direction) {
      throw new IllegalArgumentException(kind + " does not go " + direction);
    }
  }

  public static Topic of(SiteAddress address, Kind kind) {
    return new Topic(address, kind.direction(), kind);
  }

  /// Reads a topic from anybody; empty if it is not exactly one of ours.
  public static Optional<Topic> parse(String text) {
    if (text.length() > LONGEST || !text.startsWith(ROOT)) {
      return Optional.empty();
    }
    String[] parts = text.substring(ROOT.length()).split("/", -1);
    if (parts.length != 4) {
      return Optional.empty();
    }
    return address(parts[0], parts[1])
        .flatMap(
            address ->
                Kind.ofSegment(parts[3])
                    .filter(kind -> kind.direction().segment().equals(parts[2]))
                    .map(kind -> of(address, kind)));
  }

  @Override
  public String toString() {
    return ROOT + address + "/" + direction.segment() + "/" + kind.segment();
  }

  private static Optional<SiteAddress> address(String municipality, String site) {
    try {
      return Optional.of(SiteAddress.of(municipality, site));
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }
}
