package jp.yagura.agent.care;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import jp.yagura.agent.identity.PrivateFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which orders that change something were obeyed, across restarts, until they would be refused as
/// expired anyway. Each is written down before it is done: done at most once, whatever happens.
///
/// A box without a battery for its clock may wake up in 1970, where nothing has expired. So the
/// newest time that was ever vouched for by a genuine order is remembered, too: it is never earlier
/// than that.
final class OrderMemory {
  private static final Logger log = LoggerFactory.getLogger(OrderMemory.class);
  private static final int MOST = 256;
  private static final String FLOOR = "floor";

  private final Path file;
  private final Map<UUID, Instant> expiry = new LinkedHashMap<>();
  private Instant floor = Instant.EPOCH;

  OrderMemory(Path file) {
    this.file = file;
    try {
      for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
        read(line);
      }
    } catch (NoSuchFileException e) {
      log.debug("no order was obeyed yet");
    } catch (IOException e) {
      log.warn("orders obeyed before are not known any more why=\"{}\"", e + "");
    }
  }

  private void read(String line) {
    String[] words = line.split(" ", -1);
    try {
      Instant at = Instant.ofEpochMilli(Long.parseLong(words[1]));
      if (words[0].equals(FLOOR)) {
        floor = at;
      } else {
        expiry.put(UUID.fromString(words[0]), at);
      }
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      log.warn("a line of the orders obeyed cannot be read, passed over");
    }
  }

  /// The time of day, but never earlier than what has been vouched for.
  Instant atLeast(Instant clock) {
    return clock.isBefore(floor) ? floor : clock;
  }

  boolean knows(UUID id) {
    return expiry.containsKey(id);
  }

  /// On return it stands on the disk.
  ///
  /// @param issuedAt vouched for by a signature, if there is one
  void note(UUID id, Optional<Instant> issuedAt, Instant expiresAt, Instant now)
      throws IOException {
    expiry.values().removeIf(end -> end.isBefore(now));
    if (expiry.size() >= MOST) {
      throw new IOException("more than " + MOST + " orders are remembered already");
    }
    Instant before = floor;
    issuedAt.filter(floor::isBefore).ifPresent(at -> floor = at);
    expiry.put(id, expiresAt);
    var text = new StringBuilder(FLOOR + " " + floor.toEpochMilli() + "\n");
    expiry.forEach((known, end) -> text.append(known + " " + end.toEpochMilli() + "\n"));
    try {
      PrivateFile.write(file, text.toString().getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      expiry.remove(id);
      floor = before;
      throw e;
    }
  }
}
