package jp.yagura.agent.uplink;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Optional;
import jp.yagura.agent.meter.Meter;

/// A TCP connection from one bearer's own address, each byte of which is counted. With TCP_NODELAY:
/// without it a message waits for the answer to the one before, twenty times slower.
class MeteredSocket extends Socket {
  private final Optional<Source> source;
  private final Meter meter;
  private Optional<InputStream> in = Optional.empty();

  MeteredSocket(Optional<Source> source, Meter meter) {
    this.source = source;
    this.meter = meter;
  }

  @Override
  public void connect(SocketAddress to, int timeoutMillis) throws IOException {
    if (source.isPresent()) {
      bind(source.get().address(to));
    }
    setTcpNoDelay(true);
    meter.connecting();
    super.connect(to, timeoutMillis);
  }

  @Override
  public synchronized InputStream getInputStream() throws IOException {
    if (in.isEmpty()) {
      // The MQTT client reads byte by byte, TLS a header and then a record; a packet comes whole.
      in = Optional.of(new BufferedInputStream(new Counted(super.getInputStream(), meter)));
    }
    return in.get();
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new Counting(super.getOutputStream(), meter);
  }

  private static final class Counted extends FilterInputStream {
    private final Meter meter;

    Counted(InputStream in, Meter meter) {
      super(in);
      this.meter = meter;
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      meter.received(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = super.read(into, offset, length);
      meter.received(Math.max(0, count));
      return count;
    }
  }

  private static final class Counting extends FilterOutputStream {
    private final Meter meter;

    Counting(OutputStream out, Meter meter) {
      super(out);
      this.meter = meter;
    }

    @Override
    public void write(int one) throws IOException {
      out.write(one);
      meter.sent(1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      out.write(from, offset, length);
      meter.sent(length);
    }
  }
}
