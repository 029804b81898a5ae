package interleave.slow;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Waits for what another thread or process does, generously, and says what every thread did when it
 * never comes.
 */
public final class Events {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Events() {}

  public static void await(String what, Callable<Boolean> happened) throws Exception {
    long start = System.nanoTime();
    while (!happened.call()) {
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        fail("expected within " + PATIENCE.toSeconds() + " s: " + what + "\n" + threads());
      }
      Thread.sleep(1); // asked again and again, because no thread of ours is told
    }
  }

  private static String threads() {
    var text = new StringBuilder();
    for (Map.Entry<Thread, StackTraceElement[]> thread : Thread.getAllStackTraces().entrySet()) {
      text.append(thread.getKey()).append('\n');
      for (StackTraceElement frame : thread.getValue()) {
        text.append("    at ").append(frame).append('\n');
      }
    }
    return text.toString();
  }
}
