package jp.yagura.agent.site;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.yagura.shared.yaml.YamlNode;

/// The part of a site file that says how the box shows itself to people beside it.
final class Looks {
  private static final Pattern LISTEN = Pattern.compile("(?:\\[([^\\]]+)]|([0-9.]+)):([0-9]{1,5})");
  private static final Pattern PIN = Pattern.compile("[0-9]{6,12}");

  private Looks() {}

  /// @param otherwise what it is called where no name is given
  static Label label(YamlNode yaml, String otherwise) {
    String ja = yaml.optional("name", YamlNode::text).orElse(otherwise);
    return new Label(ja, yaml.optional("nameEn", YamlNode::text).orElse(otherwise));
  }

  static LocalPageConfig page(YamlNode yaml) {
    InetSocketAddress listen = yaml.text("listen", Looks::address);
    Optional<String> pin = yaml.optional("pin", YamlNode::text);
    if (pin.isPresent() && !PIN.matcher(pin.get()).matches()) {
      throw yaml.bad("pin must be 6 to 12 digits, in quotes");
    }
    if (pin.isEmpty() && !listen.getAddress().isLoopbackAddress()) {
      throw yaml.bad("a page that others can reach needs a pin (listen on 127.0.0.1 without one)");
    }
    return new LocalPageConfig(listen, pin);
  }

  /// Numbers only: a name would have to be looked up, and there may be nobody to ask.
  private static InetSocketAddress address(String text) {
    String wanted = "must be ADDRESS:PORT like 192.168.7.1:8080, but is \"" + text + '"';
    Matcher parts = LISTEN.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(wanted);
    }
    String host = parts.group(1) == null ? parts.group(2) : parts.group(1);
    try {
      return new InetSocketAddress(InetAddress.ofLiteral(host), Integer.parseInt(parts.group(3)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(wanted, e);
    }
  }
}
