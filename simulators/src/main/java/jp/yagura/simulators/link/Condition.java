package jp.yagura.simulators.link;

/// What a link is told to be.
public sealed interface Condition {
  /// Carries, as the profile it has.
  record Up() implements Condition {
    @Override
    public String toString() {
      return "up";
    }
  }

  /// Resets everybody.
  record Cut() implements Condition {
    @Override
    public String toString() {
      return "cut";
    }
  }

  /// Says nothing to anybody.
  record Dead() implements Condition {
    @Override
    public String toString() {
      return "dead";
    }
  }

  /// Carries, but whoever was connected is reset first.
  record Reset() implements Condition {
    @Override
    public String toString() {
      return "reset";
    }
  }

  /// Carries, as another profile.
  record Like(LinkProfile profile) implements Condition {
    @Override
    public String toString() {
      return "like " + profile.name();
    }
  }

  /// @param text `up`, `cut`, `dead`, `reset` or the name of a profile
  static Condition parse(String text) {
    return switch (text) {
      case "up" -> new Up();
      case "cut" -> new Cut();
      case "dead" -> new Dead();
      case "reset" -> new Reset();
      default -> {
        if (!LinkProfiles.names().contains(text)) {
          throw new IllegalArgumentException(
              "a link is up, cut, dead, reset, or like one of the profiles "
                  + String.join(", ", LinkProfiles.names()));
        }
        yield new Like(LinkProfiles.named(text));
      }
    };
  }

  default void applyTo(Link link) {
    switch (this) {
      case Up() -> link.heal();
      case Cut() -> link.cut();
      case Dead() -> link.goDead();
      case Reset() -> {
        link.reset();
        link.heal();
      }
      case Like(LinkProfile profile) -> {
        link.becomes(profile);
        link.heal();
      }
    }
  }
}
