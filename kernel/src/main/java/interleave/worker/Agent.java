package interleave.worker;

import java.lang.instrument.Instrumentation;

/** Entry point of the agent: keeps the instrumentation for the rest of the worker. */
public final class Agent {
  private Agent() {}

  public static void premain(String arguments, Instrumentation instrumentation) {}
}
