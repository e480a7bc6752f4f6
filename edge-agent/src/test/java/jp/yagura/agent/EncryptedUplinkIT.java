package jp.yagura.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import jp.yagura.shared.testing.Eventually;
import jp.yagura.shared.testing.FreePorts;
import jp.yagura.shared.testing.Processes;
import jp.yagura.shared.testing.RealBroker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptedUplinkIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String SECRET = "changeit";

  private Path folder;

  @BeforeEach
  void remember(@TempDir Path temporary) {
    folder = temporary;
  }

  @Test
  void anAgentTrustsTheAuthorityThatItsSiteFileNamesAndNoOther() throws Exception {
    Path certificate = certificate("broker");
    Path stranger = certificate("stranger");
    int encrypted = FreePorts.one();
    try (RealBroker broker =
            RealBroker.with()
                .line("listener " + encrypted + " 0.0.0.0")
                .line("certfile " + certificate)
                .line("keyfile " + folder.resolve("broker.key"))
                .start();
        StandInCenter center = new StandInCenter(broker.uri())) {
      String uri = "ssl://localhost:" + encrypted;
      SiteText deceived = site("deceived").broker(uri, ", caFile: " + stranger);
      try (Agent agent = Agent.start(deceived.config(), InstantSource.system())) {
        Eventually.until(SOON, () -> agent.waiting().items() > 200);
      }
      assertThat(center.heard()).isEmpty();
      SiteText trusting = site("trusting").broker(uri, ", caFile: " + certificate);
      try (Agent agent = Agent.start(trusting.config(), InstantSource.system())) {
        Eventually.until(SOON, () -> center.readings().size() > 30);
      }
    }
  }

  private SiteText site(String name) throws IOException {
    return SiteText.in(Files.createDirectory(folder.resolve(name)));
  }

  /// A certificate that vouches for itself, as PEM, with its key beside it.
  private Path certificate(String name) throws IOException, GeneralSecurityException {
    Path store = folder.resolve(name + ".p12");
    String keytool = Path.of(Processes.java()).resolveSibling("keytool").toString();
    Processes.start(
            "keytool",
            List.of(
                keytool,
                "-genkeypair",
                "-alias",
                "it",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-ext",
                "bc:c",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                SECRET))
        .awaitEnd(SOON);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, SECRET.toCharArray());
    }
    pem(name + ".key", "PRIVATE KEY", keys.getKey("it", SECRET.toCharArray()).getEncoded());
    return pem(name + ".crt", "CERTIFICATE", keys.getCertificate("it").getEncoded());
  }

  private Path pem(String file, String what, byte[] der) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return Files.writeString(
        folder.resolve(file),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, body, what));
  }
}
