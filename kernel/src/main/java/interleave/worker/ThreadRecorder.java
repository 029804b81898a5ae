package interleave.worker;

import interleave.timeline.SeenSoFar;
import interleave.timeline.State;
import interleave.timeline.ThreadLife;
import interleave.timeline.ThreadLife.Belonging;
import interleave.timeline.Timeline;
import interleave.worker.SwitchLog.Started;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Follows the threads of the run that is under way. Between runs it does nothing.
 *
 * <p>The switches of the threads come through the log, from whatever thread, without a lock. The
 * thread {@code timeline} turns them into stories from time to time, so that little waits, and
 * looks at what does not switch. The thread of cells begins and ends a run; the two take turns by a
 * lock that no learner's thread ever takes.
 */
final class ThreadRecorder implements Runnable {
  private static final long SHORTEST_PAUSE_NANOS = 5_000_000;
  private static final long LONGEST_PAUSE_NANOS = 50_000_000;

  /** Writers may lose their core between claiming a place and writing to it. */
  private static final long PATIENCE_NANOS = 2_000_000;

  /** Beyond, threads have totals and no lane. */
  private static final int MOST_BARS = 300_000;

  /** Beyond, threads are only counted: a cell may start millions. */
  private static final int MOST_THREADS = 50_000;

  /** All that is known of one run. */
  private static final class Recording {
    final CellRun run;
    final long begin = System.nanoTime();
    final long lostBefore;
    final Map<Long, ThreadStory> stories = new HashMap<>();
    final IdentityHashMap<Object, Belonging> groups = new IdentityHashMap<>();
    final PlatformLook look;
    int bars;
    long onlyCounted;

    Recording(CellRun run, long lostBefore, PlatformLook look) {
      this.run = run;
      this.lostBefore = lostBefore;
      this.look = look;
    }
  }

  private record Switched(long nanos, long thread, int code, @Nullable Object detail) {}

  private final SwitchLog log;
  private final boolean exact;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition begun = lock.newCondition();
  // All below only with the lock.
  private final Map<Long, Started> platform = new HashMap<>();
  private final List<Switched> waiting = new ArrayList<>();
  private @Nullable Recording recording;

  /**
   * Has nothing to follow yet.
   *
   * @param exact the log is told of every switch; else threads are looked at from time to time
   */
  ThreadRecorder(SwitchLog log, boolean exact) {
    this.log = log;
    this.exact = exact;
  }

  /** Called by the thread of cells. */
  void begin(CellRun run) {
    Thread cell = Thread.currentThread();
    lock.lock();
    try {
      platform.values().removeIf(started -> !started.thread().isAlive());
      log.read((_, _, _, _) -> {}); // what came after the last run ended
      var next = new Recording(run, log.lost(), new PlatformLook(log));
      var own = new Belonging(cell.threadId(), "this cell", true);
      next.stories.put(
          cell.threadId(), new ThreadStory("cell", false, own, State.IDLE, next.begin));
      next.look.follow(cell);
      recording = next;
      log.on(exact);
      begun.signal();
    } finally {
      lock.unlock();
    }
  }

  /** The calling thread begins with a statement of the cell. */
  void working() {
    note(Switch.HAS_WORK);
  }

  /** The calling thread waits for the cell's next statement, or for the next cell. */
  void idle() {
    note(Switch.ASK_FOR_WORK);
  }

  /** What the threads of the run did until now; nothing if it was not recorded. */
  Optional<Timeline> end(CellRun run) {
    lock.lock();
    try {
      Recording ended = recording;
      if (ended == null || ended.run != run) {
        return Optional.empty();
      }
      long now = System.nanoTime();
      recording = null;
      readAll(ended, now);
      log.on(false);
      return Optional.of(timeline(ended, now));
    } finally {
      lock.unlock();
    }
  }

  /** What the threads of the run that is under way have done until now, while it goes on. */
  SeenSoFar.Moment soFar() {
    lock.lock();
    try {
      Recording now = recording;
      if (now == null) {
        return new SeenSoFar.Moment(0, Map.of());
      }
      long at = System.nanoTime();
      if (exact) {
        readAll(now, at);
      } else {
        lookAtAll(now);
      }
      var lives = new HashMap<Long, ThreadLife>();
      now.stories.forEach((id, story) -> lives.put(id, story.life(at, now.begin, exact)));
      return new SeenSoFar.Moment(at - now.begin, lives);
    } finally {
      lock.unlock();
    }
  }

  /**
   * For as long as the worker lives. A learner may interrupt every thread there is, this one too.
   */
  @Override
  public void run() {
    while (true) {
      lock.lock();
      try {
        while (recording == null) {
          begun.awaitUninterruptibly();
        }
        look(recording);
        // Gives the lock back meanwhile: a cell may end.
        long ignored = begun.awaitNanos(pause(recording));
      } catch (InterruptedException e) {
        // The next look comes a little earlier.
      } finally {
        lock.unlock();
      }
    }
  }

  /** The longer a run lasts, the less a moment of it can be seen. */
  private static long pause(Recording now) {
    long soFar = System.nanoTime() - now.begin;
    return Math.clamp(soFar / 1_000, SHORTEST_PAUSE_NANOS, LONGEST_PAUSE_NANOS);
  }

  private void note(int code) {
    Thread cell = Thread.currentThread();
    if (exact) {
      log.accept(cell, code);
      return;
    }
    lock.lock();
    try {
      ThreadStory story = recording == null ? null : recording.stories.get(cell.threadId());
      if (story != null) {
        story.happened(System.nanoTime(), code, null);
      }
    } finally {
      lock.unlock();
    }
  }

  private void look(Recording now) {
    if (exact) {
      read(now, System.nanoTime() - PATIENCE_NANOS);
      now.look.look(now.stories);
    } else {
      lookAtAll(now);
    }
  }

  private void lookAtAll(Recording now) {
    long at = System.nanoTime();
    var found = new HashSet<Long>();
    List<Thread> all = Threads.virtual();
    Collections.addAll(all, Threads.platform());
    for (Thread thread : all) {
      long id = thread.threadId();
      ThreadStory story = now.stories.get(id);
      if (story == null && Owners.inheritedBy(thread) == now.run && thread.isAlive()) {
        story = add(now, at, SwitchLog.started(thread), State.DOING);
      }
      if (story != null) {
        found.add(id);
        story.looked(at, thread.getState());
      }
    }
    now.stories.forEach((id, story) -> {
      if (!found.contains(id)) {
        story.happened(at, Switch.END, null);
      }
    });
  }

  private void readAll(Recording of, long now) {
    read(of, now);
    while (log.isIncomplete() && System.nanoTime() - now < PATIENCE_NANOS) {
      Thread.onSpinWait();
    }
    read(of, now);
  }

  /**
   * Tells the stories on, up to a time. What is younger has to wait: another core may still be
   * writing what came before it.
   */
  private void read(Recording of, long until) {
    log.read(
        (nanos, thread, code, detail) -> waiting.add(new Switched(nanos, thread, code, detail)));
    var sorted = waiting.toArray(Switched[]::new);
    Arrays.sort(sorted, (one, other) -> Long.compare(one.nanos, other.nanos));
    waiting.clear();
    for (Switched next : sorted) {
      if (next.nanos > until) {
        waiting.add(next);
      } else if (next.nanos >= of.begin) {
        tell(of, next);
      }
    }
  }

  private void tell(Recording of, Switched next) {
    if (next.detail instanceof Started started) {
      begin(of, next, started);
      return;
    }
    ThreadStory story = of.stories.get(next.thread);
    if (story == null && next.code == Switch.HAS_WORK) {
      story = lent(of, next);
    }
    if (story == null) {
      return;
    }
    int before = story.barCount();
    story.happened(next.nanos, next.code, (Class<?>) next.detail);
    of.bars += story.barCount() - before;
    if (of.bars > MOST_BARS) {
      of.bars -= story.barCount();
      story.dropBars();
    }
    if (story.hasEnded() && !story.isVirtual()) {
      platform.remove(next.thread);
    }
  }

  private void begin(Recording of, Switched first, Started started) {
    boolean virtual = first.code == Switch.START;
    if (!virtual) {
      platform.put(first.thread, started);
    }
    if (of.stories.size() >= MOST_THREADS) {
      of.onlyCounted += started.run() == of.run ? 1 : 0;
    } else if (started.run() == of.run || Groups.isCommonPool(started)) {
      add(of, first.nanos, started, virtual ? State.READY : State.DOING);
    }
  }

  /**
   * A thread of the common pool, or of a pool that an earlier cell made, has got a task: from this
   * cell, as no other one runs.
   */
  private @Nullable ThreadStory lent(Recording of, Switched first) {
    Started started = platform.computeIfAbsent(first.thread, ThreadRecorder::find);
    return started != null && Groups.isPool(started)
        ? add(of, first.nanos, started, State.DOING)
        : null;
  }

  private ThreadStory add(Recording of, long at, Started started, State state) {
    Thread thread = started.thread();
    Belonging group =
        of.groups.computeIfAbsent(started.container(), _ -> Groups.of(started, of.groups.size()));
    String name = started.name().isEmpty() ? "#" + thread.threadId() : started.name();
    var story = new ThreadStory(name, thread.isVirtual(), group, state, at);
    of.stories.put(thread.threadId(), story);
    if (!thread.isVirtual()) {
      of.look.follow(thread);
    }
    return story;
  }

  /** A platform thread that was started before anybody recorded, null if it is gone. */
  private static @Nullable Started find(long id) {
    for (Thread thread : Threads.platform()) {
      if (thread.threadId() == id) {
        return SwitchLog.started(thread);
      }
    }
    return null;
  }

  private Timeline timeline(Recording of, long now) {
    var lives =
        of.stories.values().stream().map(story -> story.life(now, of.begin, exact)).toList();
    of.run.keep(lives);
    return Timeline.of(lives, Runtime.getRuntime().availableProcessors(), noteOn(of));
  }

  private String noteOn(Recording of) {
    if (!exact) {
      return "This Java is another one than Interleave knows: every thread was looked at every 5 ms,"
          + " and what is shorter may be missing.";
    }
    if (of.onlyCounted > 0) {
      return "This shows the first "
          + MOST_THREADS
          + " threads; "
          + of.onlyCounted
          + " more were started.";
    }
    long lost = log.lost() - of.lostBefore;
    if (lost > 0) {
      return "The threads switched so often that " + lost + " switches were not recorded.";
    }
    return of.bars >= MOST_BARS ? "Too much happened to keep all of it: some lanes are empty." : "";
  }
}
