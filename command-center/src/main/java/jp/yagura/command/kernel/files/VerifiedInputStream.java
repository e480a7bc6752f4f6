package jp.yagura.command.kernel.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Passes content on and, at its end, compares what went by with the address it was asked under. */
final class VerifiedInputStream extends FilterInputStream {

  private final MessageDigest digest = Digests.sha256();
  private final FileRef ref;
  private boolean ended;

  VerifiedInputStream(InputStream content, FileRef ref) {
    super(content);
    this.ref = ref;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int n = super.read(into, offset, length);
    if (n > 0) {
      digest.update(into, offset, n);
    } else if (n < 0 && !ended) {
      ended = true;
      if (!HexFormat.of().formatHex(digest.digest()).equals(ref.sha256())) {
        throw new DamagedFileException(ref);
      }
    }
    return n;
  }

  @Override
  public long skip(long n) {
    throw new UnsupportedOperationException("a verified file is read from beginning to end");
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
