package interleave.worker;

import java.util.List;

/**
 * A thread that a stop has not ended.
 *
 * @param calls innermost first, without the worker's own
 */
public record Busy(String thread, boolean virtual, List<Trace.Call> calls) {

  static Busy of(Thread thread, StackTraceElement[] stack) {
    return new Busy(Threads.name(thread), thread.isVirtual(), Traces.calls(stack));
  }
}
