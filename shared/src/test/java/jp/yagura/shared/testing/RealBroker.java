package jp.yagura.shared.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opentest4j.TestAbortedException;

/// A real Mosquitto for a test: in a container where Docker runs, else the Debian program. Which
/// one it is, is printed once. It keeps its port over [#kill()] and [#restart()].
///
/// ```java
/// try (RealBroker broker = RealBroker.start()) {
///   client.connect(broker.uri());
///   broker.kill();
///   broker.restart();
/// }
/// ```
public final class RealBroker implements AutoCloseable {
  private static final Duration FOR_STARTING = Duration.ofSeconds(30);

  private final Mosquitto mosquitto;
  private final int port;

  private RealBroker(Mosquitto mosquitto, int port) {
    this.mosquitto = mosquitto;
    this.port = port;
  }

  /// Open to everybody, keeps nothing on disk.
  public static RealBroker start() {
    return with().start();
  }

  public static Options with() {
    return new Options();
  }

  public int port() {
    return port;
  }

  /// `tcp://127.0.0.1:PORT`
  public String uri() {
    return "tcp://127.0.0.1:" + port;
  }

  /// SIGKILL.
  public void kill() {
    mosquitto.kill();
  }

  /// SIGTERM: a broker that persists writes its store.
  public void stop() {
    mosquitto.stop();
  }

  /// Starts again, on the same port and with the same store, after [#kill()] or [#stop()].
  public void restart() {
    mosquitto.run();
    awaitListening();
  }

  /// What the broker has said so far.
  public String log() {
    return mosquitto.log();
  }

  @Override
  public void close() {
    mosquitto.close();
  }

  private void awaitListening() {
    Eventually.until("the broker to listen on " + port + "\n" + log(), FOR_STARTING, this::listens);
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /// What the broker shall be like.
  public static final class Options {
    private final Map<String, String> passwords = new LinkedHashMap<>();
    private final List<String> moreLines = new ArrayList<>();
    private String acl = "";
    private boolean persistent;
    private int port;

    private Options() {}

    /// From the first user on, nobody else gets in.
    public Options user(String name, String password) {
      passwords.put(name, password);
      return this;
    }

    /// The text of Mosquitto's ACL file.
    public Options acl(String text) {
      acl = text;
      return this;
    }

    public Options persistent() {
      persistent = true;
      return this;
    }

    public Options port(int wanted) {
      port = wanted;
      return this;
    }

    /// A line for mosquitto.conf.
    public Options line(String line) {
      moreLines.add(line);
      return this;
    }

    public RealBroker start() {
      int listening = port == 0 ? FreePorts.one() : port;
      Mosquitto mosquitto = choose(listening, files(listening));
      RealBroker broker = new RealBroker(mosquitto, listening);
      try {
        broker.restart();
        return broker;
      } catch (RuntimeException | AssertionError e) {
        broker.close();
        throw e;
      }
    }

    private Mosquitto choose(int listening, Path folder) {
      if (MosquittoContainer.isPossible()) {
        return new MosquittoContainer(listening, folder);
      }
      if (MosquittoProgram.isPossible()) {
        return new MosquittoProgram(folder);
      }
      String missing =
          "skipped: no real MQTT broker here; start Docker, or: apt-get install mosquitto";
      Announcement.once(missing);
      throw new TestAbortedException(missing);
    }

    private Path files(int listening) {
      try {
        Path folder = Files.createTempDirectory("yagura-broker-");
        List<String> lines = new ArrayList<>();
        // a container is reached from outside of itself, a program only from this machine
        String address = MosquittoContainer.isPossible() ? "0.0.0.0" : "127.0.0.1";
        lines.add("listener " + listening + " " + address);
        lines.add("allow_anonymous " + passwords.isEmpty());
        lines.add("persistence " + persistent);
        lines.add("persistence_location " + folder + "/");
        lines.add("user root");
        if (!passwords.isEmpty()) {
          Files.writeString(folder.resolve("passwords"), MosquittoPasswords.file(passwords));
          lines.add("password_file " + folder.resolve("passwords"));
        }
        if (!acl.isEmpty()) {
          Files.writeString(folder.resolve("acl"), acl + "\n");
          lines.add("acl_file " + folder.resolve("acl"));
        }
        lines.addAll(moreLines);
        Files.write(folder.resolve("mosquitto.conf"), lines);
        return folder;
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write the broker's files", e);
      }
    }
  }
}
