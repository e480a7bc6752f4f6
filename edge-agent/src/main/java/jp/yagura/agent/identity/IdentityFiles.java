package jp.yagura.agent.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import jp.yagura.agent.identity.Pem.Block;

/// Where the identity lies: beside the outbox, all of it in one file, so that no cut can leave half
/// of it. A key that has been made, but not certified yet, waits in a file of its own: whoever asks
/// again asks for the same.
public final class IdentityFiles {
  private final Path present;
  private final Path next;
  private final Path enrolling;
  private final Path renewing;

  public IdentityFiles(Path data) {
    this.present = data.resolve("identity.pem");
    this.next = data.resolve("identity.next.pem");
    this.enrolling = data.resolve("identity.enrolling.key");
    this.renewing = data.resolve("identity.renewing.key");
  }

  public Path place() {
    return present;
  }

  public Optional<Identity> present() throws IOException {
    return read(present);
  }

  Optional<Identity> next() throws IOException {
    return read(next);
  }

  void keep(Identity identity) throws IOException {
    PrivateFile.write(present, text(identity));
    Files.deleteIfExists(enrolling);
    forgetNext();
  }

  void keepNext(Identity identity) throws IOException {
    PrivateFile.write(next, text(identity));
  }

  void nextWorks() throws IOException {
    PrivateFile.move(next, present);
    Files.deleteIfExists(renewing);
  }

  void forgetNext() throws IOException {
    Files.deleteIfExists(next);
    Files.deleteIfExists(renewing);
  }

  KeyPair enrollingKey() throws IOException, GeneralSecurityException {
    return keyIn(enrolling);
  }

  KeyPair renewingKey() throws IOException, GeneralSecurityException {
    return keyIn(renewing);
  }

  private static KeyPair keyIn(Path file) throws IOException, GeneralSecurityException {
    if (Files.exists(file)) {
      List<Block> blocks = Pem.read(Files.readAllBytes(file));
      if (blocks.size() == 2) {
        return new KeyPair(
            KeyTools.publicKey(blocks.get(1).der()), KeyTools.privateKey(blocks.get(0).der()));
      }
    }
    KeyPair made = KeyTools.newKeyPair();
    String text =
        Pem.write("PRIVATE KEY", made.getPrivate().getEncoded())
            + Pem.write("PUBLIC KEY", made.getPublic().getEncoded());
    PrivateFile.write(file, text.getBytes(StandardCharsets.US_ASCII));
    return made;
  }

  private static byte[] text(Identity identity) throws IOException {
    try {
      return (Pem.write("PRIVATE KEY", identity.key().getEncoded())
              + Pem.write("CERTIFICATE", identity.certificate().getEncoded())
              + Pem.write("CERTIFICATE", identity.authority().getEncoded())
              + Pem.write("PUBLIC KEY", identity.orderKey().getEncoded()))
          .getBytes(StandardCharsets.US_ASCII);
    } catch (GeneralSecurityException e) {
      throw new IOException("the identity cannot be written", e);
    }
  }

  private static Optional<Identity> read(Path file) throws IOException {
    byte[] text;
    try {
      text = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    List<Block> blocks = Pem.read(text);
    if (!blocks.stream()
        .map(Block::label)
        .toList()
        .equals(List.of("PRIVATE KEY", "CERTIFICATE", "CERTIFICATE", "PUBLIC KEY"))) {
      throw new IOException(file + " is damaged: enrol this box again");
    }
    try {
      return Optional.of(
          new Identity(
              KeyTools.privateKey(blocks.get(0).der()),
              KeyTools.certificate(blocks.get(1).der()),
              KeyTools.certificate(blocks.get(2).der()),
              KeyTools.orderKey(blocks.get(3).der())));
    } catch (GeneralSecurityException e) {
      throw new IOException(file + " is damaged: enrol this box again", e);
    }
  }
}
