package jp.yagura.command.testing;

import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps its cookies and shows the CSRF token, like the console; never follows a redirect by itself.
 */
public final class TestBrowser {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final URI base;
  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();
  private final ObjectMapper json = ObjectMapper.getDefault();
  private String csrf = "";

  TestBrowser(URI base) {
    this.base = base;
  }

  /** What came back. */
  public record Answer(int status, Map<String, Object> json, HttpResponse<String> http) {

    public String header(String name) {
      return http.headers().firstValue(name).orElse("");
    }

    public Object get(String key) {
      Object value = json.get(key);
      return value == null ? "" : value;
    }

    /** The object under this key; empty if there is none. */
    public Map<String, Object> object(String key) {
      Map<String, Object> fields = new LinkedHashMap<>();
      if (get(key) instanceof Map<?, ?> map) {
        map.forEach((name, value) -> fields.put(String.valueOf(name), value));
      }
      return fields;
    }

    public String code() {
      return String.valueOf(get("code"));
    }
  }

  /** Logs in and keeps the token that changes need. */
  public Answer logIn(String name, String password) {
    Answer answer = post("/api/session", Map.of("name", name, "password", password));
    keepToken(answer);
    return answer;
  }

  public void keepToken(Answer session) {
    csrf = String.valueOf(session.get("csrf"));
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  public Answer post(String path, Object body) {
    return send(withBody(path, "POST", body));
  }

  public Answer patch(String path, Object body) {
    return send(withBody(path, "PATCH", body));
  }

  public Answer delete(String path) {
    return send(request(path).DELETE());
  }

  /** For what the methods above do not cover; the path is resolved and the token is set. */
  public HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
    return csrf.isEmpty() ? request : request.setHeader("X-Yagura-CSRF", csrf);
  }

  public HttpRequest.Builder withBody(String path, String method, Object body) {
    try {
      return request(path)
          .header("Content-Type", "application/json")
          .method(method, HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), parse(response.body()), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** An object as it is; anything else under the key "value". */
  private Map<String, Object> parse(String body) {
    if (!body.startsWith("{") && !body.startsWith("[")) {
      return Map.of("value", body);
    }
    try {
      Map<String, Object> fields = new LinkedHashMap<>();
      if (json.readValue(body, Object.class) instanceof Map<?, ?> map) {
        map.forEach((key, value) -> fields.put(String.valueOf(key), value));
      } else {
        fields.put("value", json.readValue(body, Object.class));
      }
      return fields;
    } catch (IOException e) {
      return Map.of("value", body);
    }
  }

  public CookieManager cookies() {
    return cookies;
  }

  public void forgetToken() {
    csrf = "";
  }
}
