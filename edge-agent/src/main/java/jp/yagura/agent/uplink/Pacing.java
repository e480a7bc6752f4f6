package jp.yagura.agent.uplink;

import java.time.Duration;
import java.time.Instant;
import jp.yagura.agent.meter.Budget.Stand;
import jp.yagura.agent.site.BearerConfig;
import jp.yagura.agent.site.CadenceConfig;

/// What goes over a bearer when: readings one by one, or in summary, or none; and how often a
/// status. Alarms go at once and ask nobody.
final class Pacing {
  private static final Duration STATUS_IF_THIN = Duration.ofMinutes(30);
  private static final Duration STATUS_IN_RESERVE = Duration.ofHours(6);

  /// A line that is full has room again soon.
  private static final Duration FOR_A_PLACE = Duration.ofSeconds(1);

  private CadenceConfig cadence;
  private final boolean thin;
  private Stand stand = Stand.PLENTY;
  private Instant nextSend;
  private Instant statusFrom;

  Pacing(CadenceConfig cadence, BearerConfig bearer, Instant now) {
    this.cadence = cadence;
    this.thin = bearer.thin();
    this.nextSend = now;
    this.statusFrom = now;
  }

  /// Where the mains have failed, or are back, or headquarters wants another pace, that is told
  /// now, and who waited long waits no more.
  void follow(CadenceConfig wanted, Instant now) {
    if (!wanted.equals(cadence)) {
      cadence = wanted;
      nextSend = now;
      statusFrom = now;
    }
  }

  /// How much the bearer's budget leaves.
  void stand(Stand now) {
    stand = now;
  }

  boolean sendsReadings() {
    return !thin && stand == Stand.PLENTY;
  }

  boolean sendsSummaries() {
    return (thin && stand == Stand.PLENTY) || stand == Stand.SPARING;
  }

  /// A picture costs as much as the readings of an hour: where these are summed up to save bytes,
  /// no picture goes at all.
  PicturesToo pictures() {
    if (stand != Stand.PLENTY) {
      return PicturesToo.NONE;
    }
    return thin ? PicturesToo.THUMBNAILS : PicturesToo.ALL;
  }

  /// Whether those measured until now go now. Says so once an interval.
  boolean releases(Instant now) {
    if (!sendsReadings() || now.isBefore(nextSend)) {
      return false;
    }
    nextSend = now.plus(cadence.send());
    return true;
  }

  boolean statusIsDue(Instant now) {
    return !now.isBefore(statusFrom);
  }

  void statusTold(Instant now) {
    statusFrom = now.plus(betweenStatuses());
  }

  void statusFoundNoPlace(Instant now) {
    statusFrom = now.plus(FOR_A_PLACE);
  }

  /// When there is something to do at the latest.
  Instant next() {
    return sendsReadings() && nextSend.isBefore(statusFrom) ? nextSend : statusFrom;
  }

  private Duration betweenStatuses() {
    Duration least =
        switch (stand) {
          case PLENTY -> thin ? STATUS_IF_THIN : Duration.ZERO;
          case SPARING -> STATUS_IF_THIN;
          case RESERVE, SPENT -> STATUS_IN_RESERVE;
        };
    return cadence.status().compareTo(least) < 0 ? least : cadence.status();
  }
}
