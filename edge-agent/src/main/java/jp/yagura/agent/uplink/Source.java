package jp.yagura.agent.uplink;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where the connections of a bearer come from: a local address, or an interface by its name. The
/// interface is asked each time, for a modem gets another address with every call.
///
/// The kernel sends by the route of the destination, whatever address we are bound to: a box with
/// several bearers needs a rule for each source (`ip rule add from ADDRESS lookup TABLE`).
record Source(String text) {
  private static final Path INTERFACES = Path.of("/sys/class/net");

  /// @param to what is to be reached: both ends are of one family
  SocketAddress address(SocketAddress to) throws IOException {
    Optional<NetworkInterface> named = Optional.ofNullable(NetworkInterface.getByName(text));
    if (named.isEmpty()) {
      return new InetSocketAddress(InetAddress.ofLiteral(text), 0);
    }
    InetAddress remote = ((InetSocketAddress) to).getAddress();
    return named
        .get()
        .inetAddresses()
        .filter(own -> remote == null || own.getClass() == remote.getClass())
        .filter(own -> !own.isLinkLocalAddress())
        .findFirst()
        .map(own -> new InetSocketAddress(own, 0))
        .orElseThrow(() -> new SocketException(text + " has no address"));
  }

  /// Whether the kernel says that the cable is out or the interface down. Where it says nothing
  /// (no such file, a tunnel), nobody knows until something stays unanswered.
  boolean isCut() {
    try {
      Optional<String> name = interfaceName();
      if (name.isEmpty()) {
        return false;
      }
      Path folder = INTERFACES.resolve(name.get());
      return says(folder.resolve("operstate"), "down") || says(folder.resolve("carrier"), "0");
    } catch (SocketException e) {
      return false;
    }
  }

  private Optional<String> interfaceName() throws SocketException {
    if (Files.isDirectory(INTERFACES.resolve(text))) {
      return Optional.of(text);
    }
    try {
      return Optional.ofNullable(NetworkInterface.getByInetAddress(InetAddress.ofLiteral(text)))
          .map(NetworkInterface::getName);
    } catch (IllegalArgumentException gone) {
      return Optional.empty(); // the name of an interface that is not there at the moment
    }
  }

  /// The file of an interface that is switched off cannot be read, and that too says nothing.
  private static boolean says(Path file, String word) {
    try {
      return Files.readString(file).strip().equals(word);
    } catch (IOException e) {
      return false;
    }
  }
}
