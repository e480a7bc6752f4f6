package jp.yagura.agent.road;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongPredicate;

/// Roads that are passable or not by the second, and an uplink that does on them what it is told
/// to. Time runs as fast as the machine.
final class Country {
  static final Instant START = Instant.parse("2026-11-21T00:00:00Z");
  private static final long TICK = 100;
  private static final long TO_CONNECT = 200;
  private static final long ATTEMPT_FAILS_AFTER = 14_000;
  private static final long SLOW_AFTER = 2_000;
  private static final long DOUBTED_AFTER = 3_000;
  private static final long DEAD_AFTER = 30_000;

  private static final class Way {
    private final LongPredicate passable;
    private Optional<Long> tryingSince = Optional.empty();
    private boolean live;
    private long passableSince;
    private long blockedSince;
    private boolean stalls;

    Way(LongPredicate passable) {
      this.passable = passable;
    }
  }

  private final Map<Road, Way> ways = new HashMap<>();
  private final RoadChoice choice;
  private final List<Road> leads = new ArrayList<>();
  private long now;
  private long carriedUntil;
  private long longestGap;

  /// @param passable of each road, best first, whether it is passable at that millisecond
  Country(int roads, long seed, List<Road> names, List<LongPredicate> passable) {
    List<RoadProfile> profiles = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      ways.put(names.get(i), new Way(passable.get(i)));
      profiles.add(new RoadProfile(names.get(i), Duration.ofMillis(1_800), true));
    }
    choice =
        new RoadChoice(
            profiles,
            roads,
            Manners.retrying(Duration.ofMillis(500), Duration.ofSeconds(60)),
            new Random(seed));
  }

  static List<Road> bearers(int count) {
    List<Road> roads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      roads.add(new Road("bearer-" + i, "hq"));
    }
    return roads;
  }

  RoadChoice choice() {
    return choice;
  }

  /// Every road that ever led, in order.
  List<Road> leads() {
    return leads;
  }

  Duration longestGap() {
    return Duration.ofMillis(longestGap);
  }

  void runUntil(Duration end) {
    for (; now < end.toMillis(); now += TICK) {
      ways.forEach(this::happen);
      List<Step> steps = choice.steps(at());
      while (!steps.isEmpty()) {
        steps.forEach(this::perform);
        steps = choice.steps(at());
      }
      boolean carried =
          choice.lead().map(ways::get).filter(way -> way.passable.test(now)).isPresent();
      carriedUntil = carried ? now : carriedUntil;
      longestGap = Math.max(longestGap, now - carriedUntil);
    }
  }

  private Instant at() {
    return START.plusMillis(now);
  }

  private void happen(Road road, Way way) {
    boolean passable = way.passable.test(now);
    if (passable) {
      way.blockedSince = now;
    } else {
      way.passableSince = now;
    }
    if (way.tryingSince.isPresent()) {
      long since = Math.max(way.tryingSince.get(), way.passableSince);
      if (passable && now - since >= TO_CONNECT) {
        way.tryingSince = Optional.empty();
        way.live = true;
        choice.connected(road, at());
      } else if (now - way.tryingSince.get() >= ATTEMPT_FAILS_AFTER) {
        way.tryingSince = Optional.empty();
        choice.failed(road, at());
      }
    } else if (way.live) {
      boolean silent = now - way.blockedSince >= DOUBTED_AFTER;
      var _ = choice.silent(road, silent);
      if (passable && way.stalls) {
        choice.stumbled(road, at());
      }
      way.stalls = now - way.blockedSince >= SLOW_AFTER;
      if (now - way.blockedSince >= DEAD_AFTER) {
        way.live = false;
        choice.failed(road, at());
      }
    }
  }

  private void perform(Step step) {
    Way way = Objects.requireNonNull(ways.get(step.road()));
    switch (step) {
      case Step.Try _ -> way.tryingSince = Optional.of(now);
      case Step.Lead(Road road) -> leads.add(road);
      case Step.Accompany _ -> {}
      case Step.Leave _ -> {
        way.tryingSince = Optional.empty();
        way.live = false;
      }
    }
  }
}
