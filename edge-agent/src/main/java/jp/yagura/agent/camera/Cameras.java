package jp.yagura.agent.camera;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import jp.yagura.agent.clock.Moment;
import jp.yagura.agent.site.CameraConfig;
import jp.yagura.agent.site.CameraDriverConfig;
import jp.yagura.agent.site.SiteConfig;
import jp.yagura.shared.power.PowerState;
import jp.yagura.shared.wire.CommandAction.TakePicture;

/// The front door: all cameras of this box.
public final class Cameras implements AutoCloseable {

  /// What becomes of a wish for a picture.
  public enum Answer {
    GRANTED,
    NO_SUCH_CAMERA,
    TOO_MANY
  }

  private static final int WISHES_AT_ONCE = 3;
  private static final Duration THEN_ONE_EVERY = Duration.ofSeconds(20);

  private final List<CameraPost> posts;
  private final Allowance allowance;

  /// @param power how the box is fed: with little power few pictures are taken
  public Cameras(
      SiteConfig site,
      Supplier<PowerState> power,
      PictureSink sink,
      Supplier<Moment> time,
      InstantSource steady) {
    this.posts =
        site.cameras().stream()
            .map(config -> new CameraPost(config, camera(site, config), power, sink, time, steady))
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
  public synchronized Answer take(TakePicture wish) {
    List<CameraPost> meant =
        posts.stream()
            .filter(post -> wish.camera().isEmpty() || wish.camera().get().equals(post.id()))
            .toList();
    if (meant.isEmpty()) {
      return Answer.NO_SUCH_CAMERA;
    }
    if (!allowance.take()) {
      return Answer.TOO_MANY;
    }
    long granted = meant.stream().filter(post -> post.wish(wish.size())).count();
    return granted > 0 ? Answer.GRANTED : Answer.TOO_MANY;
  }

  @Override
  public void close() throws InterruptedException {
    for (CameraPost post : posts) {
      post.close();
    }
  }
}
