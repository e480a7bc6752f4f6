package jp.yagura.agent.care;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/// The last of what this program has logged, so that it can be asked for from afar. It listens at
/// the program's standard error, where all lines go.
public final class LogTail {

  /// Some hundred lines; a few per cent of it when compressed.
  private static final int KEPT = 128 * 1024;

  private final byte[] ring = new byte[KEPT];
  private long written;

  /// The same stream, overheard.
  public PrintStream hear(PrintStream stream) {
    return new PrintStream(new Overheard(stream), true, StandardCharsets.UTF_8);
  }

  private synchronized void keep(byte[] bytes, int from, int length) {
    for (int i = Math.max(0, length - KEPT); i < length; i++) {
      ring[(int) (written++ % KEPT)] = bytes[from + i];
    }
  }

  private synchronized byte[] kept() {
    int size = (int) Math.min(written, KEPT);
    byte[] all = new byte[size];
    for (int i = 0; i < size; i++) {
      all[i] = ring[(int) ((written - size + i) % KEPT)];
    }
    return all;
  }

  /// As a gzip file.
  byte[] compressed() {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(kept());
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
    return out.toByteArray();
  }

  private final class Overheard extends FilterOutputStream {
    Overheard(OutputStream stream) {
      super(stream);
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
      keep(bytes, from, length);
    }
  }
}
