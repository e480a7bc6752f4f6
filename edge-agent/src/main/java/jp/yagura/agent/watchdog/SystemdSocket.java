package jp.yagura.agent.watchdog;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/// systemd's notification socket: a datagram socket in the file system or, where its name begins
/// with `@`, in the kernel's own name space. Java has no such sockets, so the C library is called;
/// the numbers below are those of Linux on all processors we run on.
public final class SystemdSocket implements Notifier {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;

  /// Not to wait: systemd may be too busy to read, and the watchdog must not hang with it.
  private static final int MSG_DONTWAIT_NOSIGNAL = 0x40 | 0x4000;

  /// Of `struct sockaddr_un`: the family, then the name.
  private static final int FAMILY_BYTES = 2;

  private static final int MOST_NAME_BYTES = 107;

  private final Arena arena = Arena.ofShared();
  private final MethodHandle sendTo;
  private final MethodHandle closing;
  private final MemorySegment address;
  private final int addressBytes;
  private final int socket;

  /// @param name as `NOTIFY_SOCKET` has it
  public SystemdSocket(String name) throws IOException {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    boolean abstractName = name.startsWith("@");
    if (bytes.length > MOST_NAME_BYTES || !(abstractName || name.startsWith("/"))) {
      throw new IOException("no name of a socket: " + name);
    }
    Linker linker = Linker.nativeLinker();
    MethodHandle open =
        function(linker, "socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    sendTo =
        function(
            linker,
            "sendto",
            FunctionDescriptor.of(
                JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
    closing = function(linker, "close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    address = arena.allocate(FAMILY_BYTES + MOST_NAME_BYTES + 1L);
    address.set(JAVA_SHORT, 0, (short) AF_UNIX);
    MemorySegment.copy(bytes, 0, address, JAVA_BYTE, FAMILY_BYTES, bytes.length);
    if (abstractName) {
      address.set(JAVA_BYTE, FAMILY_BYTES, (byte) 0);
    }
    // A name in the kernel's name space is as long as it says, one in the file system ends with 0.
    addressBytes = FAMILY_BYTES + bytes.length + (abstractName ? 0 : 1);
    try {
      socket = (int) open.invokeExact(AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
    } catch (Throwable e) {
      throw new IOException("no socket can be had", e);
    }
    if (socket < 0) {
      throw new IOException("no socket can be had");
    }
  }

  private static MethodHandle function(Linker linker, String name, FunctionDescriptor type) {
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
  }

  @Override
  public synchronized void say(String state) throws IOException {
    byte[] bytes = state.getBytes(StandardCharsets.UTF_8);
    long sent;
    try (Arena forThis = Arena.ofConfined()) {
      MemorySegment message = forThis.allocateFrom(JAVA_BYTE, bytes);
      sent =
          (long)
              sendTo.invokeExact(
                  socket,
                  message,
                  (long) bytes.length,
                  MSG_DONTWAIT_NOSIGNAL,
                  address,
                  addressBytes);
    } catch (Throwable e) {
      throw new IOException("systemd was not told", e);
    }
    if (sent != bytes.length) {
      throw new IOException("systemd does not listen");
    }
  }

  @Override
  public synchronized void close() {
    try {
      int _ = (int) closing.invokeExact(socket);
    } catch (Throwable e) {
      throw new IllegalStateException("close(2) cannot be called", e);
    }
    arena.close();
  }
}
