package jp.yagura.agent.road;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import jp.yagura.agent.road.Track.Phase;

/// Chooses the road that leads, and those beside it. Three rules:
///
///  * Who leads and falls silent is doubted at once: the next road is tried while the doubted one
///    is kept. Whichever answers first leads. A line that was merely slow costs a connection and no
///    data.
///  * Several attempts overlap: the next begins when the one before takes longer than it should.
///  * Nobody hurries back. A better road is connected to beside the one in use, has to work for a
///    while that doubles with each of its breaks, and only then is it used and the other left. So a
///    road that flaps drags nobody with it, however good it is in between.
///
/// Pure: it is told what happened and asked what to do.
public final class RoadChoice {
  private final List<Track> tracks = new ArrayList<>();
  private final int roads;
  private Optional<Track> lead = Optional.empty();

  /// @param profiles in order of preference
  /// @param roads to so many brokers of the bearer in use the data goes at the same time
  public RoadChoice(List<RoadProfile> profiles, int roads, Manners manners, RandomGenerator dice) {
    this.roads = roads;
    for (RoadProfile profile : profiles) {
      tracks.add(new Track(profile, tracks.size(), manners, dice));
    }
  }

  public Optional<Road> lead() {
    return lead.map(Track::road);
  }

  /// A connection has been made, and somebody has answered over it.
  public void connected(Road road, Instant now) {
    track(road).lives(now);
  }

  /// An attempt has come to nothing, or a connection has ended.
  public void failed(Road road, Instant now) {
    Track track = track(road);
    lead = lead.filter(leading -> leading != track);
    track.failed(now);
  }

  /// It leaves unanswered what should have been answered by now; or it has answered after all.
  ///
  /// @return whether that is news
  public boolean silent(Road road, boolean is) {
    Track track = track(road);
    boolean news = track.isSilent() != is;
    track.silent(is);
    return news;
  }

  /// It has answered, and it took far longer than it should.
  public void stumbled(Road road, Instant now) {
    track(road).stumbled(now);
  }

  /// The bearer's cable is out, or its interface down; or it is there again.
  public void cut(String bearer, boolean is, Instant now) {
    of(bearer).forEach(track -> track.cut(is, now));
  }

  /// Its budget is gone: everything else comes first.
  public void lastChoice(String bearer, boolean is) {
    of(bearer).forEach(track -> track.lastChoice = is);
  }

  /// What is to be done now. Asked again after everything that happens, and at [#next].
  public List<Step> steps(Instant now) {
    List<Step> steps = new ArrayList<>();
    tracks.forEach(track -> track.look(now));
    List<Track> order = order(now);
    leaveWhatIsCut(now, steps);
    lead.ifPresent(leading -> leading.forgive(now));
    if (lead.filter(Track::isGood).isEmpty()) {
      best(order, Track::isGood)
          .ifPresentOrElse(
              track -> replaceDoubted(track, now, steps), () -> tryNext(order, now, steps));
    } else {
      returnToBetter(order, now, steps);
    }
    if (lead.filter(Track::isGood).isPresent()) {
      keepCompany(order, now, steps);
      leaveTheRest(order, now, steps);
    }
    return steps;
  }

  /// When to ask again at the latest.
  public Instant next(Instant now) {
    return tracks.stream()
        .map(Track::turn)
        .filter(turn -> turn.isAfter(now))
        .min(Comparator.naturalOrder())
        .orElse(Instant.MAX);
  }

  /// How a bearer stands, in one word.
  public Standing standing(String bearer, Instant now) {
    List<Track> own = of(bearer);
    if (lead.filter(own::contains).isPresent()) {
      return Standing.IN_USE;
    }
    if (own.stream().allMatch(track -> track.isCut() || (track.isMissed() && !track.isGood()))) {
      return Standing.DOWN;
    }
    boolean rests = own.stream().allMatch(track -> track.lastChoice || track.isHeld(now));
    return rests ? Standing.RESTING : Standing.READY;
  }

  public enum Standing {
    IN_USE,
    READY,
    DOWN,
    RESTING
  }

  private void leaveWhatIsCut(Instant now, List<Step> steps) {
    for (Track track : tracks) {
      if (track.isCut() && !track.is(Phase.IDLE)) {
        failed(track.road(), now);
        steps.add(new Step.Leave(track.road(), false));
      }
    }
  }

  /// Nobody leads, or who leads is doubted; this one works.
  private void replaceDoubted(Track better, Instant now, List<Step> steps) {
    Optional<Track> doubted = lead;
    lead(better, steps);
    doubted.ifPresent(
        track -> {
          track.failed(now);
          steps.add(new Step.Leave(track.road(), false));
        });
  }

  private void tryNext(List<Track> order, Instant now, List<Step> steps) {
    boolean waiting = tracks.stream().anyMatch(t -> t.is(Phase.TRYING) && !t.isOverdue(now));
    if (!waiting) {
      best(order, track -> track.mayBeTried(now)).ifPresent(track -> tryOut(track, now, steps));
    }
  }

  private void returnToBetter(List<Track> order, Instant now, List<Step> steps) {
    Track leading = lead.orElseThrow();
    List<Track> better = before(leading, order);
    Optional<Track> proven = best(better, track -> track.isProven(now));
    if (proven.isPresent()) {
      lead(proven.get(), steps);
      leading.rests();
      steps.add(new Step.Leave(leading.road(), true));
    } else if (better.stream().noneMatch(track -> track.is(Phase.TRYING))) {
      best(better, track -> track.mayBeTried(now)).ifPresent(track -> tryOut(track, now, steps));
    }
  }

  private void keepCompany(List<Track> order, Instant now, List<Step> steps) {
    Track leading = lead.orElseThrow();
    int places = leading.profile.mayAccompany() ? roads - 1 : 0;
    for (Track track : order) {
      if (track == leading || !track.road().bearer().equals(leading.road().bearer())) {
        continue;
      }
      if (places > 0 && track.isGood()) {
        places--;
        if (!track.accompanies) {
          track.accompanies = true;
          steps.add(new Step.Accompany(track.road()));
        }
      } else if (places > 0 && track.is(Phase.TRYING)) {
        places--;
      } else if (places > 0 && track.mayBeTried(now)) {
        places--;
        tryOut(track, now, steps);
      }
    }
  }

  /// What is neither better nor company is not needed, and costs; who has fallen silent beside the
  /// one that leads has failed, and so has who stumbles on trial.
  private void leaveTheRest(List<Track> order, Instant now, List<Step> steps) {
    Track leading = lead.orElseThrow();
    List<Track> better = before(leading, order);
    for (Track track : tracks) {
      if (track == leading || track.is(Phase.IDLE)) {
        continue;
      }
      boolean sameBearer = track.road().bearer().equals(leading.road().bearer());
      boolean company = roads > 1 && sameBearer && leading.profile.mayAccompany();
      if (track.isSilent() || (!track.accompanies && track.hasStumbled())) {
        track.failed(now);
        steps.add(new Step.Leave(track.road(), false));
      } else if (!better.contains(track) && !company) {
        boolean live = track.is(Phase.LIVE);
        track.rests();
        steps.add(new Step.Leave(track.road(), live));
      } else if (track.accompanies && !sameBearer) {
        track.accompanies = false;
      }
    }
  }

  private void tryOut(Track track, Instant now, List<Step> steps) {
    track.tries(now);
    steps.add(new Step.Try(track.road()));
  }

  private void lead(Track track, List<Step> steps) {
    track.accompanies = false;
    track.leads();
    lead = Optional.of(track);
    steps.add(new Step.Lead(track.road()));
  }

  /// Who has broken lately stands behind who has not, and who has no budget left behind all.
  private List<Track> order(Instant now) {
    Comparator<Track> order =
        Comparator.<Track, Boolean>comparing(track -> track.lastChoice)
            .thenComparing(track -> lead.filter(Track::isGood).isEmpty() && track.isHeld(now))
            .thenComparing(track -> track.preference);
    return tracks.stream().sorted(order).toList();
  }

  private static List<Track> before(Track track, List<Track> order) {
    return order.subList(0, order.indexOf(track));
  }

  private static Optional<Track> best(List<Track> order, Predicate<Track> which) {
    return order.stream().filter(which).findFirst();
  }

  private Track track(Road road) {
    return tracks.stream().filter(track -> track.road().equals(road)).findFirst().orElseThrow();
  }

  private List<Track> of(String bearer) {
    return tracks.stream().filter(track -> track.road().bearer().equals(bearer)).toList();
  }
}
