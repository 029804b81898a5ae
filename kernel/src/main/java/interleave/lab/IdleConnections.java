package interleave.lab;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Connections that wait for their next request, most recently used first. Opening one costs several
 * times what a request costs, so that a thousand fetches are near their limit only when the
 * connections are there. Any thread may call.
 */
final class IdleConnections implements AutoCloseable {

  static final int MOST = most();

  /**
   * A little less than the slow service waits before it hangs up, so that it rarely gets there
   * first.
   */
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(25);

  private final Map<String, ConcurrentLinkedDeque<HttpConnection>> idle = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();

  /**
   * Leaves files for everything else: where none is left, not even a class can be loaded. Half of
   * them, since a cell may run the server as well, and then both ends are this process's.
   */
  private static int most() {
    long files =
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? unix.getMaxFileDescriptorCount()
            : Long.MAX_VALUE; // Windows has no such limit
    return Math.clamp((files - 500) / 2, 100, 10_000);
  }

  /** A connection to the target, now the caller's alone, or null. */
  @Nullable HttpConnection take(Target target) {
    var line = idle.get(target.authority());
    while (line != null) {
      HttpConnection connection = line.pollFirst();
      if (connection == null) {
        return null;
      }
      count.decrementAndGet();
      if (!isOld(connection)) {
        return connection;
      }
      connection.close();
    }
    return null;
  }

  /**
   * Keeps a connection that the caller no longer uses, and closes up to two that waited too long.
   */
  void give(Target target, HttpConnection connection) {
    // Others may pass this test before the increment below: a few more than MOST are harmless.
    if (count.get() >= MOST) {
      connection.close();
      return;
    }
    connection.idleSince(System.nanoTime());
    count.incrementAndGet();
    var line = idle.computeIfAbsent(target.authority(), _ -> new ConcurrentLinkedDeque<>());
    line.addFirst(connection);
    dropOld(line, 2);
  }

  /** How many connections to the target wait here and are likely to be open. */
  int count(Target target) {
    var line = idle.get(target.authority());
    if (line == null) {
      return 0;
    }
    dropOld(line, Integer.MAX_VALUE);
    return line.size();
  }

  /** Closes connections from the end of the line, where those are that waited longest. */
  private void dropOld(ConcurrentLinkedDeque<HttpConnection> line, int most) {
    for (int i = 0; i < most; i++) {
      HttpConnection oldest = line.peekLast();
      // Another thread may take or drop it first: then it is that thread's business.
      if (oldest == null || !isOld(oldest) || !line.removeLastOccurrence(oldest)) {
        return;
      }
      count.decrementAndGet();
      oldest.close();
    }
  }

  private static boolean isOld(HttpConnection connection) {
    return System.nanoTime() - connection.idleSince() > LONGEST_NANOS;
  }

  @Override
  public void close() {
    for (var line : idle.values()) {
      for (var connection = line.pollFirst(); connection != null; connection = line.pollFirst()) {
        count.decrementAndGet();
        connection.close();
      }
    }
  }
}
