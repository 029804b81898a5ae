package interleave.worker;

import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/** Entry point of the agent: keeps the instrumentation for the rest of the worker. */
public final class Agent {
  private static volatile @Nullable Instrumentation kept;

  private Agent() {}

  public static void premain(String arguments, Instrumentation instrumentation) {
    kept = instrumentation;
  }

  static Instrumentation instrumentation() {
    Instrumentation instrumentation = kept;
    if (instrumentation == null) {
      throw new IllegalStateException(
          "the worker has to be started with -javaagent: and its own jar");
    }
    return instrumentation;
  }
}
