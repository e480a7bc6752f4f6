package jp.yagura.command.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A real file system that is soon full: some megabytes of memory, mounted for one test. Only root
 * may mount; others are told why there is none.
 */
public final class SmallDisk implements AutoCloseable {

  private static final int PIECE = 4_096;
  private static final long PATIENCE_SECONDS = 10;

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Empty, with the reason printed, where mounting is not allowed. */
  public static Optional<SmallDisk> ofMegabytes(int megabytes) throws IOException {
    Path folder = Files.createTempDirectory("yagura-small-disk-");
    String options = "size=" + megabytes + "m";
    if (run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString())) {
      return Optional.of(new SmallDisk(folder));
    }
    Files.delete(folder);
    System.out.println("no small disk for this test: mounting a tmpfs is not allowed here");
    return Optional.empty();
  }

  public Path folder() {
    return folder;
  }

  /** Writes until nothing more fits. */
  public void fill() throws IOException {
    byte[] piece = new byte[PIECE];
    try (OutputStream filler =
        Files.newOutputStream(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (true) {
        filler.write(piece);
      }
    } catch (IOException full) {
      if (Files.getFileStore(folder).getUsableSpace() >= PIECE) {
        throw full;
      }
    }
  }

  public void makeRoom() throws IOException {
    Files.deleteIfExists(filler());
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  /** Lazily, because something may still hold a file open. */
  @Override
  public void close() throws IOException {
    if (!run("umount", "-l", folder.toString())) {
      throw new IOException("still mounted: " + folder);
    }
    Files.delete(folder);
  }

  private static boolean run(String... command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
