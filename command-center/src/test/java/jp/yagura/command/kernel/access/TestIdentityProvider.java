package jp.yagura.command.kernel.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A small OpenID provider: discovery, authorization code with PKCE left to the client, signed id
 * tokens, keys. Whoever comes to it is already logged in there, as the person the test has set.
 */
final class TestIdentityProvider implements AutoCloseable {

  static final String CLIENT_ID = "yagura";
  static final String CLIENT_SECRET = "a secret of the test, long enough for every algorithm";

  private final HttpServer server;
  private final RSAKey key;
  private final RSAKey foreignKey;
  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
  private volatile Map<String, Object> person = Map.of();
  private volatile boolean signsWithAForeignKey;

  private TestIdentityProvider(HttpServer server, RSAKey key, RSAKey foreignKey) {
    this.server = server;
    this.key = key;
    this.foreignKey = foreignKey;
  }

  static TestIdentityProvider start() {
    return startAt(0);
  }

  /** Back at the address where it was before. */
  static TestIdentityProvider startAt(int port) {
    try {
      var provider =
          new TestIdentityProvider(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0),
              new RSAKeyGenerator(2048).keyID("of-the-test").generate(),
              new RSAKeyGenerator(2048).keyID("of-the-test").generate());
      provider.serve();
      return provider;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  String issuer() {
    return "http://127.0.0.1:" + port();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Who will be vouched for from now on. */
  void vouchFor(Map<String, Object> claims) {
    person = Map.copyOf(claims);
  }

  void signWithAForeignKey() {
    signsWithAForeignKey = true;
  }

  private void serve() {
    server.createContext("/.well-known/openid-configuration", this::discovery);
    server.createContext("/authorize", this::authorize);
    server.createContext("/token", this::token);
    server.createContext("/keys", this::keys);
    server.start();
  }

  private void discovery(HttpExchange exchange) throws IOException {
    String issuer = issuer();
    json(
        exchange,
        """
        {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize",
         "token_endpoint": "%1$s/token", "jwks_uri": "%1$s/keys",
         "response_types_supported": ["code"], "subject_types_supported": ["public"],
         "id_token_signing_alg_values_supported": ["RS256"],
         "token_endpoint_auth_methods_supported": ["client_secret_basic"],
         "code_challenge_methods_supported": ["S256"], "scopes_supported": ["openid"]}
        """
            .formatted(issuer));
  }

  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> query = form(exchange.getRequestURI().getRawQuery());
    String code = UUID.randomUUID().toString();
    codes.put(code, query);
    exchange
        .getResponseHeaders()
        .add(
            "Location",
            query.get("redirect_uri")
                + "?code="
                + code
                + "&state="
                + URLEncoder.encode(query.getOrDefault("state", ""), StandardCharsets.UTF_8));
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> form =
        form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    String expected =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((CLIENT_ID + ":" + CLIENT_SECRET).getBytes(StandardCharsets.UTF_8));
    Map<String, String> asked = codes.remove(form.getOrDefault("code", ""));
    if (asked == null || !expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      exchange.sendResponseHeaders(400, -1);
      exchange.close();
      return;
    }
    json(
        exchange,
        """
        {"access_token": "opaque", "token_type": "Bearer", "expires_in": 300, "id_token": "%s"}
        """
            .formatted(idToken(asked)));
  }

  /** As the token endpoint would give it for this question. */
  String idToken(Map<String, String> asked) {
    Instant now = Clock.systemUTC().instant(); // as the framework checks it, by the machine's clock
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer())
            .audience(CLIENT_ID)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(300)))
            .claim("nonce", asked.get("nonce"));
    person.forEach(claims::claim);
    var jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
            claims.build());
    try {
      jwt.sign(new RSASSASigner(signsWithAForeignKey ? foreignKey : key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return jwt.serialize();
  }

  private void keys(HttpExchange exchange) throws IOException {
    json(exchange, new JWKSet(key.toPublicJWK()).toString());
  }

  private static void json(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static Map<String, String> form(String encoded) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : encoded.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return fields;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
