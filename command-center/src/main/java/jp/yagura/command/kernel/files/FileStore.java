package jp.yagura.command.kernel.files;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Content-addressed storage in a folder. A file appears under its address whole and on disk, or not
 * at all.
 */
@Singleton
public final class FileStore {

  private static final int PIECE = 64 * 1024;

  private final Path folder;
  private final Path arriving;

  FileStore(@Value("${yagura.data}") Path dataFolder) throws IOException {
    this.folder = dataFolder.resolve("files");
    this.arriving = folder.resolve("arriving");
    Files.createDirectories(arriving);
  }

  /**
   * Takes a stream in, at most {@code limit} bytes of it. Storing the same content again costs
   * nothing and changes nothing.
   */
  public FileRef store(InputStream content, long limit) throws IOException {
    Path draft = Files.createTempFile(arriving, "", ".part");
    try {
      FileRef ref = receive(content, limit, draft);
      Path place = place(ref);
      if (!Files.exists(place)) {
        Files.createDirectories(place.getParent());
        move(draft, place);
      }
      return ref;
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static FileRef receive(InputStream content, long limit, Path draft) throws IOException {
    MessageDigest digest = Digests.sha256();
    byte[] piece = new byte[PIECE];
    long total = 0;
    try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      for (int n = content.read(piece); n >= 0; n = content.read(piece)) {
        total += n;
        if (total > limit) {
          throw new FileTooLargeException(limit);
        }
        digest.update(piece, 0, n);
        for (ByteBuffer rest = ByteBuffer.wrap(piece, 0, n); rest.hasRemaining(); ) {
          out.write(rest);
        }
      }
      out.force(true);
    }
    return new FileRef(HexFormat.of().formatHex(digest.digest()));
  }

  private static void move(Path draft, Path place) throws IOException {
    try {
      Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException("the data folder must be one file system: " + place, e);
    }
    try (FileChannel directory = FileChannel.open(place.getParent(), StandardOpenOption.READ)) {
      directory.force(true); // the new name survives a power cut, too
    }
  }

  /**
   * Opens a file for reading. The last read fails with {@link DamagedFileException} if the content
   * is not what was stored; a reader that must not act on a damaged file reads to the end first.
   *
   * @throws NoSuchFileException if there is no such file
   */
  public InputStream open(FileRef ref) throws IOException {
    return new VerifiedInputStream(Files.newInputStream(place(ref)), ref);
  }

  public long size(FileRef ref) throws IOException {
    return Files.size(place(ref));
  }

  public boolean has(FileRef ref) {
    return Files.exists(place(ref));
  }

  private Path place(FileRef ref) {
    String name = ref.sha256();
    return folder.resolve(name.substring(0, 2)).resolve(name.substring(2, 4)).resolve(name);
  }
}
