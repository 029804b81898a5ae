package interleave.worker;

import java.util.List;

/**
 * A thread that a stop has not ended.
 *
 * @param calls innermost first, without the worker's own
 */
public record Busy(String thread, boolean virtual, List<Trace.Call> calls) {

  /** More threads than anybody reads about; ten thousand may be stuck alike. */
  static final int MOST = 50;

  static Busy of(Thread thread, StackTraceElement[] stack) {
    return new Busy(Threads.name(thread), thread.isVirtual(), Traces.calls(stack));
  }
}
