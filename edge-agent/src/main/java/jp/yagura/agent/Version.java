package jp.yagura.agent;

import java.util.Optional;

/// Which agent this is, as its jar's manifest says.
final class Version {

  private Version() {}

  static String current() {
    return "yagura-agent/"
        + Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
            .orElse("unpackaged");
  }
}
