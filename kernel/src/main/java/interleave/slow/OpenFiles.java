package interleave.slow;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many connections this process can hold without starving what else runs in it of files. */
final class OpenFiles {

  private static final int MOST_CONNECTIONS = 12_000;
  private static final long KEPT_FOR_OTHERS = 1_000;

  private OpenFiles() {}

  static int forConnections() {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      long left = Math.max(100, unix.getMaxFileDescriptorCount() - KEPT_FOR_OTHERS);
      return (int) Math.min(MOST_CONNECTIONS, left);
    }
    return MOST_CONNECTIONS; // Windows has no such limit
  }
}
