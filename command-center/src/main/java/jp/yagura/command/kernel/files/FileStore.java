package jp.yagura.command.kernel.files;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
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
    clear(arriving);
    force(folder);
    force(dataFolder);
  }

  /** What was on its way when the process was killed; whoever sent it will send it again. */
  private static void clear(Path arriving) throws IOException {
    try (DirectoryStream<Path> drafts = Files.newDirectoryStream(arriving, "*.part")) {
      for (Path draft : drafts) {
        Files.delete(draft);
      }
    }
  }

  /**
   * Takes a stream in, at most {@code limit} bytes of it. Storing the same content again changes
   * nothing, unless what is there is damaged: then it heals.
   */
  public FileRef store(InputStream content, long limit) throws IOException {
    Path draft = Files.createTempFile(arriving, "", ".part");
    try {
      FileRef ref = receive(content, limit, draft);
      Path place = place(ref);
      Files.createDirectories(place.getParent());
      if (!isWhole(ref)) {
        move(draft, place);
      }
      forceFoldersOf(place);
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
  }

  private boolean isWhole(FileRef ref) throws IOException {
    try (InputStream content = open(ref)) {
      content.transferTo(OutputStream.nullOutputStream());
      return true;
    } catch (NoSuchFileException | DamagedFileException e) {
      return false;
    }
  }

  /**
   * The new name survives a power cut, too, and so do the folders it stands in; also if somebody
   * else has just made them and is not yet here.
   */
  private void forceFoldersOf(Path place) throws IOException {
    Path way = folder;
    force(way);
    for (Path step : folder.relativize(place.getParent())) {
      way = way.resolve(step);
      force(way);
    }
  }

  private static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
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

  /** Forgets a file. Who asks for it must know that nobody else refers to it. */
  public void remove(FileRef ref) throws IOException {
    Files.deleteIfExists(place(ref));
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
