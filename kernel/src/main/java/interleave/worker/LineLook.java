package interleave.worker;

import interleave.timeline.SourceLine;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Finds the line of the cell in which a thread waits, for waits that last: a look at a stack costs
 * more than most waits do. So few are looked at a time, and the rest has no line.
 */
final class LineLook {
  /** A shorter wait is over before anybody could read about it. */
  private static final long LASTING_NANOS = 3_000_000;

  private static final long BUDGET_NANOS = 200_000;
  private static final int MOST_WAITING = 500;

  private record Wait(ThreadStory story, long since, long switches) {
    boolean goesOn() {
      return story.isWaiting() && story.switches() == switches;
    }
  }

  private final Deque<Wait> waits = new ArrayDeque<>();

  /** A wait has begun; those that do not fit are not looked at. */
  void waits(ThreadStory story, long since) {
    if (waits.size() < MOST_WAITING) {
      waits.add(new Wait(story, since, story.switches()));
    }
  }

  void look() {
    long begin = System.nanoTime();
    while (!waits.isEmpty() && System.nanoTime() - begin < BUDGET_NANOS) {
      Wait next = waits.getFirst();
      if (next.goesOn()) {
        if (begin - next.since < LASTING_NANOS) {
          return; // and all behind it began later
        }
        tell(next.story);
      }
      waits.removeFirst();
    }
  }

  private static void tell(ThreadStory story) {
    Thread thread = story.thread();
    if (thread != null) {
      SourceLine line = line(thread.getStackTrace());
      if (line != null) {
        story.seenIn(line);
      }
      Thread holder = story.isBlocked() ? Locks.holderOf(Locks.wantedBy(thread)) : null;
      if (holder != null && holder != thread) {
        story.seenBlockedBy(Threads.name(holder));
      }
    }
  }

  /** The innermost line of a cell, null if there is none. */
  static @Nullable SourceLine line(StackTraceElement[] stack) {
    for (StackTraceElement call : stack) {
      SourceLine line = line(call);
      if (line != null) {
        return line;
      }
    }
    return null;
  }

  static @Nullable SourceLine line(StackTraceElement call) {
    if (!CellLoader.isCells(call.getClassName()) || call.getFileName() == null) {
      return null;
    }
    String cell = Origin.cellOf(call.getFileName());
    return cell.isEmpty() ? null : new SourceLine(cell, Math.max(1, call.getLineNumber()));
  }
}
