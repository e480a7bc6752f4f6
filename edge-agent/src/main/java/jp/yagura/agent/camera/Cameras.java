package jp.yagura.agent.camera;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import jp.yagura.agent.site.CameraConfig;
import jp.yagura.agent.site.CameraDriverConfig;
import jp.yagura.agent.site.SiteConfig;
import jp.yagura.shared.power.PowerState;
import jp.yagura.shared.wire.CommandAction.TakePicture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The front door: all cameras of this box.
public final class Cameras implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Cameras.class);

  private static final int WISHES_AT_ONCE = 3;
  private static final Duration THEN_ONE_EVERY = Duration.ofSeconds(20);

  private final List<CameraPost> posts;
  private final Allowance allowance;
  private long refused;

  /// @param power how the box is fed: with little power few pictures are taken
  public Cameras(
      SiteConfig site,
      Supplier<PowerState> power,
      PictureSink sink,
      InstantSource clock,
      InstantSource steady) {
    this.posts =
        site.cameras().stream()
            .map(config -> new CameraPost(config, camera(site, config), power, sink, clock, steady))
            .toList();
    this.allowance = new Allowance(WISHES_AT_ONCE, THEN_ONE_EVERY, steady);
  }

  private static Camera camera(SiteConfig site, CameraConfig config) {
    return switch (config.driver()) {
      case CameraDriverConfig.Simulated simulated ->
          new SimulatedCamera(site.address(), config, simulated);
    };
  }

  public void start() {
    posts.forEach(CameraPost::start);
  }

  /// Takes a picture now, if that is not asked too often.
  ///
  /// @return whether the wish is granted; why not is logged, and how often
  public synchronized boolean take(TakePicture wish) {
    List<CameraPost> meant =
        posts.stream()
            .filter(post -> wish.camera().isEmpty() || wish.camera().get().equals(post.id()))
            .toList();
    if (meant.isEmpty()) {
      return refuse("no such camera: " + wish.camera().map(Object::toString).orElse("any"));
    }
    if (!allowance.take()) {
      return refuse("too many wishes");
    }
    long granted = meant.stream().filter(post -> post.wish(wish.size())).count();
    return granted > 0 || refuse("too many wishes wait");
  }

  // The 1st, 10th, 100th … is told: a flood must not fill the disk with lines about it.
  private boolean refuse(String why) {
    refused++;
    String digits = Long.toString(refused);
    if (digits.charAt(0) == '1' && digits.substring(1).chars().allMatch(c -> c == '0')) {
      log.warn("wish for a picture refused why=\"{}\" refused={}", why, refused);
    }
    return false;
  }

  /// How many wishes were refused since the start.
  public synchronized long refused() {
    return refused;
  }

  @Override
  public void close() throws InterruptedException {
    for (CameraPost post : posts) {
      post.close();
    }
  }
}
