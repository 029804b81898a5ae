package interleave.session;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Waits in tests for something to happen, and says what all threads did if it does not. */
public final class Patience {
  public static final Duration LIMIT = Duration.ofSeconds(30);

  private Patience() {}

  /** Waits until the condition holds; whoever makes it true signals. The lock is held. */
  public static void await(
      ReentrantLock lock, Condition signal, BooleanSupplier condition, String what) {
    assert lock.isHeldByCurrentThread();
    long left = LIMIT.toNanos();
    try {
      while (!condition.getAsBoolean()) {
        if (left <= 0) {
          throw new AssertionError("waited " + LIMIT + " for " + what + "\n" + threads());
        }
        left = signal.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** For what nobody signals: looks again and again. */
  public static void until(BooleanSupplier condition, String what) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("waited " + LIMIT + " for " + what + "\n" + threads());
      }
      try {
        TimeUnit.MILLISECONDS.sleep(5);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Of virtual threads too, unlike Thread.getAllStackTraces. */
  private static String threads() {
    try {
      var file = Files.createTempDirectory("threads").resolve("dump.txt");
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
      return Files.readString(file);
    } catch (IOException e) {
      return "no thread dump: " + e;
    }
  }
}
