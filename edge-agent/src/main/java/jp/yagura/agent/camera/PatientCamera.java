package jp.yagura.agent.camera;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Waits for a camera so long and no longer. One that does not even come back when interrupted is
/// left alone until it does: at most one thread hangs with it.
final class PatientCamera {

  private final Camera camera;
  private final String name;
  private final Duration deadline;
  private Optional<Thread> hanging = Optional.empty();

  PatientCamera(Camera camera, String name, Duration deadline) {
    this.camera = camera;
    this.name = name;
    this.deadline = deadline;
  }

  Frame frame(Instant at) throws CameraFault, InterruptedException {
    if (hanging.filter(Thread::isAlive).isPresent()) {
      throw new CameraFault("the camera still hangs");
    }
    var task = new FutureTask<>(() -> camera.frame(at));
    Thread thread = Thread.ofPlatform().name("camera-" + name).daemon().start(task);
    hanging = Optional.of(thread);
    try {
      return task.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new CameraFault("no picture within " + deadline.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CameraFault fault) {
        throw fault;
      }
      // A driver that breaks its promises, or needs more memory than there is.
      throw new CameraFault("the camera's driver failed: " + e.getCause(), e);
    } finally {
      thread.interrupt();
    }
  }
}
