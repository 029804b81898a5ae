package interleave.worker;

import interleave.timeline.Bar;
import interleave.timeline.Bars;
import interleave.timeline.Precision;
import interleave.timeline.SourceLine;
import interleave.timeline.State;
import interleave.timeline.ThreadLife;
import interleave.timeline.Totals;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one thread did during one run, put together from its switches in the order of their times.
 */
final class ThreadStory {
  /** From here on, short bars are joined: nobody can see a thousandth of a lane. */
  private static final int MOST_BARS = 2_000;

  private final String name;
  private final boolean virtual;
  private @Nullable Thread thread; // until it ends
  private final ThreadLife.Belonging group;
  private final long from;
  private final List<Bar> bars = new ArrayList<>(4);
  private final Map<State, Long> sums = new EnumMap<>(State.class);
  private State state;
  private String what = "";
  private String heldBy = "";
  private @Nullable SourceLine line;
  private long since;
  private boolean ended;
  private boolean keepsBars = true;
  private boolean asksForWork;
  private long switches;
  private @Nullable Waits next;

  ThreadStory(Thread thread, String name, ThreadLife.Belonging group, State state, long from) {
    this.thread = thread;
    this.name = name;
    this.virtual = thread.isVirtual();
    this.group = group;
    this.from = from;
    this.state = state;
    this.since = from;
    this.asksForWork = state == State.IDLE;
  }

  /** Null when it has ended. */
  @Nullable Thread thread() {
    return thread;
  }

  /** Whether it is the cell's doing that the thread is there. */
  boolean isStarted() {
    return group.isStarted();
  }

  boolean isIdle() {
    return state == State.IDLE;
  }

  /** Off its core on purpose. */
  boolean isWaiting() {
    return !ended
        && (state == State.WAITING
            || state == State.TASK
            || state == State.BLOCKED
            || state == State.PINNED);
  }

  /** Waits for a lock for as long as it takes. */
  boolean isBlocked() {
    return !ended && state == State.BLOCKED;
  }

  /** When it came into its state. */
  long since() {
    return since;
  }

  /** Somebody has found where it waits. */
  void seenIn(SourceLine found) {
    line = found;
  }

  /** Somebody has found who has the lock that it waits for. */
  void seenBlockedBy(String holder) {
    heldBy = holder;
  }

  boolean hasEnded() {
    return ended;
  }

  /** Not off its core on purpose: the only states that a look from outside can say more about. */
  boolean isActive() {
    return !ended
        && (state == State.DOING
            || state == State.READY
            || what.equals(Waits.MONITOR.words())
            || what.equals(Waits.NATIVE.words()));
  }

  /** Nobody else can use its core. */
  boolean hasACore() {
    return state == State.DOING || state == State.PINNED;
  }

  boolean isVirtual() {
    return virtual;
  }

  /** How often the thread itself told something: the same number twice means that it went on. */
  long switches() {
    return switches;
  }

  /** Only totals from now on: there are too many bars in all. */
  void dropBars() {
    bars.clear();
    keepsBars = false;
  }

  int barCount() {
    return bars.size();
  }

  void happened(long at, int code, @Nullable Class<?> blocker) {
    if (ended) {
      return;
    }
    if (code < Switch.SEEN_BLOCKED
        || (code > Switch.SEEN_RUNNING && code != Switch.SEEN_IN_NATIVE)) {
      switches++;
    }
    switch (code) {
      case Switch.READY -> change(at, State.READY, "");
      case Switch.MOUNT, Switch.UNPINNED -> change(at, State.DOING, "");
      case Switch.WILL_SLEEP -> next = Waits.SLEEP;
      case Switch.WILL_READ -> next = Waits.SOCKET;
      case Switch.PINNED -> change(at, State.PINNED, expected(blocker).words());
      case Switch.SLEEP -> wait(at, Waits.SLEEP);
      case Switch.WAIT -> wait(at, Waits.NOTIFY);
      case Switch.READ -> wait(at, Waits.SOCKET);
      case Switch.PARK -> wait(at, Waits.on(blocker));
      case Switch.PARK_TIMED -> wait(at, untilATime(Waits.on(blocker)));
      case Switch.ASK_FOR_WORK -> {
        asksForWork = true;
        change(at, State.IDLE, "");
      }
      case Switch.HAS_WORK -> {
        asksForWork = false;
        change(at, State.DOING, "");
      }
      case Switch.GO_ON -> change(at, asksForWork ? State.IDLE : State.DOING, "");
      case Switch.END -> end(at);
      case Switch.SEEN_BLOCKED -> seen(at, State.BLOCKED, Waits.MONITOR.words());
      case Switch.SEEN_READY -> seen(at, State.READY, "");
      case Switch.SEEN_IN_NATIVE ->
          seen(at, virtual ? State.PINNED : State.WAITING, Waits.NATIVE.words());
      case Switch.SEEN_RUNNING -> seen(at, State.DOING, "");
      default -> unmounted(at, code - Switch.UNMOUNT, blocker);
    }
  }

  private void unmounted(long at, int reason, @Nullable Class<?> blocker) {
    switch (reason) {
      case Switch.RUNNING -> end(at);
      case Switch.PARKING -> wait(at, expected(blocker));
      case Switch.TIMED_PARKING -> wait(at, untilATime(expected(blocker)));
      case Switch.YIELDING -> change(at, State.READY, "");
      case Switch.BLOCKING -> wait(at, Waits.MONITOR);
      case Switch.WAITING, Switch.TIMED_WAITING -> wait(at, Waits.NOTIFY);
      default -> {}
    }
  }

  /** Who parks for a time and on nothing waits for that time to pass. */
  private static Waits untilATime(Waits kind) {
    return kind == Waits.UNPARK ? Waits.TIME : kind;
  }

  private Waits expected(@Nullable Class<?> blocker) {
    Waits expected = next;
    next = null;
    return expected == null || blocker != null ? Waits.on(blocker) : expected;
  }

  private void wait(long at, Waits kind) {
    change(at, asksForWork ? State.IDLE : kind.state(), asksForWork ? "" : kind.words());
  }

  /** Somebody looked at a thread that tells nothing itself. */
  void looked(long at, Thread.State found) {
    if (ended || asksForWork) {
      return;
    }
    switch (found) {
      case NEW, RUNNABLE -> change(at, State.DOING, "");
      case BLOCKED -> change(at, State.BLOCKED, Waits.MONITOR.words());
      case WAITING -> change(at, State.TASK, "");
      case TIMED_WAITING -> change(at, State.WAITING, Waits.TIME.words());
      case TERMINATED -> end(at);
    }
  }

  private void seen(long at, State now, String waitsFor) {
    if (isActive()) {
      change(at, now, waitsFor);
    }
  }

  private void change(long at, State now, String waitsFor) {
    if (now == state && waitsFor.equals(what)) {
      return;
    }
    close(at);
    state = now;
    what = waitsFor;
    heldBy = "";
    line = null;
  }

  private void end(long at) {
    close(at);
    ended = true;
    thread = null;
  }

  private void close(long at) {
    long to = Math.max(at, since);
    if (to > since) {
      sums.merge(state, to - since, Long::sum);
      if (keepsBars) {
        add(new Bar(state, since, to, words(), line));
      }
    }
    since = to;
  }

  private String words() {
    return heldBy.isEmpty() ? what : what + ", held by " + heldBy;
  }

  private void add(Bar bar) {
    if (!bars.isEmpty() && bars.getLast().isContinuedBy(bar)) {
      bars.set(bars.size() - 1, bars.getLast().until(bar.to()));
      return;
    }
    bars.add(bar);
    if (bars.size() >= MOST_BARS) {
      List<Bar> fewer = Bars.joined(bars, Math.max(1, (bar.to() - from) / (MOST_BARS / 4)));
      bars.clear();
      bars.addAll(fewer);
    }
  }

  /** The story so far, told as if the run ended now, with times from the run's begin. */
  ThreadLife life(long now, long begin, boolean exact) {
    var told = new ArrayList<Bar>(bars.size() + 1);
    for (Bar bar : bars) {
      told.add(shifted(bar, begin));
    }
    long to = ended ? since : Math.max(now, since);
    var lengths = sums;
    if (to > since) {
      lengths = new EnumMap<>(sums);
      lengths.merge(state, to - since, Long::sum);
      if (keepsBars) {
        told.add(new Bar(state, since - begin, to - begin, words(), line));
      }
    }
    return new ThreadLife(
        name,
        virtual,
        group,
        !exact ? Precision.SAMPLED : virtual ? Precision.EXACT : Precision.WAITS_EXACT,
        from - begin,
        to - begin,
        !ended,
        Totals.of(lengths),
        told);
  }

  private static Bar shifted(Bar bar, long begin) {
    return new Bar(bar.state(), bar.from() - begin, bar.to() - begin, bar.what(), bar.line());
  }
}
