package jp.yagura.agent.road;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/// What is remembered of one road.
final class Track {
  private static final int MOST_DOUBLINGS = 20;

  /// A connection that ended sooner than this counts as a failed attempt.
  private static final Duration WORTH_THE_NAME = Duration.ofSeconds(5);

  private static final Duration FORGET_STUMBLES = Duration.ofMinutes(1);
  private static final int TOO_MANY_STUMBLES = 3;

  enum Phase {
    IDLE,
    TRYING,
    LIVE
  }

  final RoadProfile profile;
  final int preference;
  private final Manners manners;
  private final RandomGenerator dice;
  private Phase phase = Phase.IDLE;
  private Instant since = Instant.MIN;
  private Instant restUntil = Instant.MIN;
  private Instant heldUntil = Instant.MIN;
  private double jitter = 1;
  private int misses;
  private int breaks;
  private boolean silent;
  private int stumbles;
  private Instant stumbledAt = Instant.MIN;
  private boolean unsteady;
  private boolean cut;
  boolean accompanies;
  boolean lastChoice;

  Track(RoadProfile profile, int preference, Manners manners, RandomGenerator dice) {
    this.profile = profile;
    this.preference = preference;
    this.manners = manners;
    this.dice = dice;
  }

  Road road() {
    return profile.road();
  }

  boolean is(Phase other) {
    return phase == other;
  }

  boolean isGood() {
    return phase == Phase.LIVE && !silent && !unsteady;
  }

  boolean isSilent() {
    return phase == Phase.LIVE && silent;
  }

  boolean isCut() {
    return cut;
  }

  /// Broke lately: another one is better for now, even if it stands behind it.
  boolean isHeld(Instant now) {
    return now.isBefore(heldUntil);
  }

  boolean isMissed() {
    return misses > 0;
  }

  boolean mayBeTried(Instant now) {
    return phase == Phase.IDLE && !cut && !now.isBefore(restUntil);
  }

  boolean isOverdue(Instant now) {
    return phase == Phase.TRYING && !now.isBefore(since.plus(profile.expected()));
  }

  boolean isProven(Instant now) {
    return isGood() && !now.isBefore(provenAt());
  }

  /// The next moment at which this road alone may change what is to be done.
  Instant turn() {
    return switch (phase) {
      case IDLE -> cut ? Instant.MAX : restUntil;
      case TRYING -> since.plus(profile.expected());
      case LIVE -> unsteady ? stumbledAt.plus(FORGET_STUMBLES) : silent ? Instant.MAX : provenAt();
    };
  }

  private Instant provenAt() {
    return since.plus(proof());
  }

  private Duration proof() {
    double doubled =
        manners.proof().toMillis() * Math.pow(2, Math.clamp(breaks - 1, 0, MOST_DOUBLINGS));
    return Duration.ofMillis(
        (long) (Math.min(doubled, manners.longestProof().toMillis()) * jitter));
  }

  void tries(Instant now) {
    phase = Phase.TRYING;
    since = now;
    silent = false;
  }

  void lives(Instant now) {
    phase = Phase.LIVE;
    since = now;
    silent = false;
  }

  void silent(boolean is) {
    silent = is;
  }

  /// Once may be bad luck. Who lets us wait again and again is replaced, also while it answers.
  void stumbled(Instant now) {
    stumbles = now.isBefore(stumbledAt.plus(FORGET_STUMBLES)) ? stumbles + 1 : 1;
    stumbledAt = now;
  }

  boolean hasStumbled() {
    return phase == Phase.LIVE && stumbles > 0;
  }

  void look(Instant now) {
    unsteady = stumbles >= TOO_MANY_STUMBLES && now.isBefore(stumbledAt.plus(FORGET_STUMBLES));
  }

  void leads() {
    misses = 0;
  }

  /// It has led for long without a break: what was before is forgotten.
  void forgive(Instant now) {
    if (isGood() && !now.isBefore(since.plus(manners.forgiveAfter()))) {
      breaks = 0;
    }
  }

  /// Left without any fault of its own.
  void rests() {
    phase = Phase.IDLE;
    accompanies = false;
    silent = false;
    stumbles = 0;
    unsteady = false;
  }

  void failed(Instant now) {
    boolean lived = phase == Phase.LIVE;
    boolean worthTheName = lived && !now.isBefore(since.plus(WORTH_THE_NAME));
    rests();
    misses = worthTheName ? 1 : misses + 1;
    jitter = 0.75 + dice.nextDouble() / 2;
    double doubled =
        manners.firstRest().toMillis() * Math.pow(2, Math.min(misses - 1, MOST_DOUBLINGS));
    double full = Math.min(doubled, manners.longestRest().toMillis());
    restUntil = now.plusMillis(Math.round(full * (0.5 + dice.nextDouble() / 2)));
    if (lived) {
      breaks = Math.min(breaks + 1, MOST_DOUBLINGS);
      heldUntil = now.plus(proof());
    }
  }

  /// The cable is out, or in again: then there is no reason to go on resting.
  void cut(boolean is, Instant now) {
    if (cut && !is) {
      misses = 0;
      restUntil = now;
    }
    cut = is;
  }
}
