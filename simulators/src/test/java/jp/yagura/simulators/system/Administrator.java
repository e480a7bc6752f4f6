package jp.yagura.simulators.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Somebody who may manage the boxes, at a command center's API.
final class Administrator {
  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final String center;
  private final String csrf;

  Administrator(String center) {
    this.center = center;
    String session =
        call("POST", "/api/session", "{\"name\":\"admin\",\"password\":\"yagura-admin\"}", "");
    this.csrf = find(session, "\"csrf\":\"([^\"]+)\"");
  }

  /// A file with the one account that this needs.
  static Path accounts(Path folder) {
    try {
      return Files.writeString(
          folder.resolve("accounts.yaml"),
          "accounts:\n"
              + "  - {name: admin, displayName: 管理, roles: [admin], password: yagura-admin}\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String code(String site) {
    return find(post("/api/devices/" + site + "/code", "{}"), "\"code\":\"([^\"]+)\"");
  }

  void revoke(String site) {
    post("/api/devices/" + site + "/revocation", "{\"why\":\"盗難\"}");
  }

  UUID command(String site, String kind) {
    UUID id = UUID.randomUUID();
    post(
        "/api/devices/" + site + "/commands",
        "{\"id\":\"%s\",\"kind\":\"%s\"}".formatted(id, kind));
    return id;
  }

  void settings(String site, long basedOn, String content) {
    post(
        "/api/devices/" + site + "/settings",
        "{\"basedOn\":%d,\"why\":\"試験\",\"content\":\"%s\"}"
            .formatted(basedOn, content.replace("\"", "\\\"")));
  }

  boolean settingsState(String site, long version, String state) {
    return Pattern.compile("\"version\":%d,.*?\"state\":\"([A-Z_]+)\"".formatted(version))
        .matcher(device(site))
        .results()
        .anyMatch(found -> found.group(1).equals(state));
  }

  boolean commandState(UUID id, String state) {
    return Pattern.compile("\"id\":\"" + id + "\".*?\"state\":\"([A-Z]+)\"")
        .matcher(device("inabu"))
        .results()
        .anyMatch(found -> found.group(1).equals(state));
  }

  String device(String site) {
    return call("GET", "/api/devices/" + site, "", csrf);
  }

  String log(String site, UUID command) {
    return call("GET", "/api/devices/" + site + "/logs/" + command, "", csrf);
  }

  private String post(String path, String body) {
    return call("POST", path, body, csrf);
  }

  private String call(String method, String path, String body, String token) {
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(center + path))
                  .header("Content-Type", "application/json")
                  .header("X-Yagura-CSRF", token)
                  .method(
                      method,
                      body.isEmpty()
                          ? HttpRequest.BodyPublishers.noBody()
                          : HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new AssertionError(
            method + " " + path + ": " + answer.statusCode() + " " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static String find(String text, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(text);
    if (!found.find()) {
      throw new AssertionError(text + " has no " + pattern);
    }
    return found.group(1);
  }
}
