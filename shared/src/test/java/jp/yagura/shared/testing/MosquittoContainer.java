package jp.yagura.shared.testing;

import com.github.dockerjava.api.model.PortBinding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/// Mosquitto in a container, on a fixed port of this machine, so that it can be killed and come
/// back on it.
final class MosquittoContainer implements Mosquitto {
  private static final DockerImageName IMAGE = DockerImageName.parse("eclipse-mosquitto:2.0.22");

  private final GenericContainer<?> container;

  MosquittoContainer(int port, Path folder) {
    container =
        new GenericContainer<>(IMAGE)
            .withExposedPorts(port)
            .withCreateContainerCmdModifier(
                create ->
                    Objects.requireNonNull(create.getHostConfig())
                        .withPortBindings(PortBinding.parse(port + ":" + port)))
            .withCopyFileToContainer(MountableFile.forHostPath(folder), folder.toString())
            .withCommand("mosquitto", "-c", folder.resolve("mosquitto.conf").toString())
            .waitingFor(Wait.forLogMessage(".*running.*", 1));
  }

  /// Asked cheaply first: Testcontainers itself complains at length where there is no Docker at
  /// all.
  static boolean isPossible() {
    boolean perhaps =
        System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
    return perhaps && DockerClientFactory.instance().isDockerAvailable();
  }

  @Override
  public void run() {
    if (container.isCreated()) {
      container.getDockerClient().startContainerCmd(container.getContainerId()).exec();
    } else {
      Announcement.once("broker: container " + IMAGE.asCanonicalNameString());
      container.start();
    }
  }

  @Override
  public void kill() {
    container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
  }

  @Override
  public void stop() {
    container.getDockerClient().stopContainerCmd(container.getContainerId()).exec();
  }

  @Override
  public String log() {
    return container.isCreated() ? container.getLogs() : "";
  }

  @Override
  public void close() {
    container.stop();
  }
}
