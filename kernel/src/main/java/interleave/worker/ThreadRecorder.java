package interleave.worker;

import interleave.timeline.Deadlock;
import interleave.timeline.SeenSoFar;
import interleave.timeline.State;
import interleave.timeline.Timeline;
import interleave.worker.Recording.Switched;
import interleave.worker.SwitchLog.Started;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Follows the threads of the run that is under way, and those of earlier runs that live on. When
 * there is nobody to follow it does nothing.
 *
 * <p>The switches of the threads come through the log, from whatever thread, without a lock. The
 * thread {@code timeline} turns them into stories from time to time, so that little waits, looks at
 * what does not switch, and tells the server. The thread of cells begins and ends a run; the two
 * take turns by a lock that no learner's thread ever takes. What is told is told under a second
 * lock, so that no picture of a run that goes on comes after that of its end.
 */
final class ThreadRecorder implements Runnable {

  /** Passes a picture, or what is wrong, on to the server. */
  interface Listener {
    void seen(CellRun run, Timeline timeline) throws IOException;

    void seen(CellRun run, Deadlock deadlock) throws IOException;
  }

  private interface Telling {
    void to(Listener listener) throws IOException;
  }

  private static final long SHORTEST_PAUSE_NANOS = 5_000_000;
  private static final long LONGEST_PAUSE_NANOS = 50_000_000;

  /** Writers may lose their core between claiming a place and writing to it. */
  private static final long PATIENCE_NANOS = 2_000_000;

  private static final long SHORTEST_WAIT_NANOS = 50_000;
  private static final long DEADLOCK_CHECK_NANOS = 200_000_000;

  private final SwitchLog log;
  private final boolean records;
  private final boolean exact;
  private final Listener listener;
  private final ReentrantLock telling = new ReentrantLock();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition begun = lock.newCondition();
  // All below only with the lock.
  private final Map<Long, Started> platform = new HashMap<>();
  private final List<Switched> waiting = new ArrayList<>();
  private final Leftovers leftovers = new Leftovers();
  private final Deadlocks deadlocks = new Deadlocks();
  private final LivePace pace = new LivePace();
  private long nextDeadlockCheck;
  private @Nullable Recording recording;

  /**
   * Has nothing to follow yet.
   *
   * @param mode exact if the log is told of every switch
   */
  ThreadRecorder(SwitchLog log, RecordingMode mode, Listener listener) {
    this.log = log;
    this.records = mode != RecordingMode.OFF;
    this.exact = mode == RecordingMode.EXACT;
    this.listener = listener;
  }

  /** Called by the thread of cells. */
  void begin(CellRun run) {
    if (!records) {
      return;
    }
    lock.lock();
    try {
      platform.values().removeIf(started -> !started.thread().isAlive());
      if (leftovers.isEmpty()) {
        log.read((_, _, _, _) -> {}); // what came after the last run ended
      }
      leftovers.dropReplaced();
      recording = new Recording(run, Thread.currentThread(), log, exact);
      pace.begin(recording.begin);
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
    telling.lock();
    lock.lock();
    try {
      Recording ended = recording;
      if (ended == null || ended.run != run) {
        return Optional.empty();
      }
      if (!exact) {
        lookAtAll(ended); // also at those that were started since the last look
      }
      long now = System.nanoTime();
      readAll(now);
      recording = null;
      Timeline timeline = ended.end(now);
      leftovers.add(ended);
      log.on(exact && !leftovers.isEmpty());
      return Optional.of(timeline);
    } finally {
      lock.unlock();
      telling.unlock();
    }
  }

  /** The server knows how the run ended: from now on it can be told how its threads go on. */
  void follow(CellRun run) {
    lock.lock();
    try {
      leftovers.follow(run);
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
        readAll(at);
      } else {
        lookAtAll(now);
      }
      return new SeenSoFar.Moment(at - now.begin, now.livesById(at));
    } finally {
      lock.unlock();
    }
  }

  /**
   * For as long as the worker lives. A learner may interrupt every thread there is, this one too.
   */
  @Override
  public void run() {
    try {
      while (true) {
        awaitNextLook();
        telling.lock();
        try {
          for (Telling next : look()) {
            next.to(listener);
          }
        } finally {
          telling.unlock();
        }
      }
    } catch (IOException e) {
      Worker.exit(Worker.SERVER_GONE);
    }
  }

  private void awaitNextLook() {
    lock.lock();
    try {
      while (recording == null && leftovers.isEmpty()) {
        begun.awaitUninterruptibly();
      }
      for (long left = pause(); left > 0; ) {
        left = begun.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      // The next look comes a little earlier.
    } finally {
      lock.unlock();
    }
  }

  /** The longer a run lasts, the less a moment of it can be seen. */
  private long pause() {
    if (recording == null) {
      return LONGEST_PAUSE_NANOS;
    }
    long soFar = System.nanoTime() - recording.begin;
    return Math.clamp(soFar / 1_000, SHORTEST_PAUSE_NANOS, LONGEST_PAUSE_NANOS);
  }

  private List<Telling> look() {
    var tellings = new ArrayList<Telling>();
    lock.lock();
    try {
      Recording now = recording;
      if (exact) {
        long settled = System.nanoTime() - PATIENCE_NANOS;
        collect();
        tellUntil(settled);
        if (now != null) {
          now.look();
        }
        leftovers.look();
      } else {
        leftovers.and(now).forEach(ThreadRecorder::lookAtAll);
      }
      long at = System.nanoTime();
      if (now != null && pace.isDue(at)) {
        Timeline timeline = now.live(at, LivePace.MOST_BARS);
        pace.told(at, System.nanoTime());
        if (timeline.worthShowing()) {
          tellings.add(to -> to.seen(now.run, timeline));
        }
      }
      leftovers.news(at).forEach(next -> tellings.add(to -> to.seen(next.run(), next.timeline())));
      if (at >= nextDeadlockCheck) {
        nextDeadlockCheck = at + DEADLOCK_CHECK_NANOS;
        addDeadlock(at, tellings);
      }
      if (recording == null && leftovers.isEmpty()) {
        log.on(false);
      }
      return tellings;
    } finally {
      lock.unlock();
    }
  }

  private void addDeadlock(long now, List<Telling> to) {
    Map<Thread, CellRun> blocked = new HashMap<>();
    for (Recording next : leftovers.and(recording)) {
      for (ThreadStory story : next.stories()) {
        Thread thread = story.thread();
        if (thread != null && story.isBlocked() && now - story.since() >= DEADLOCK_CHECK_NANOS) {
          blocked.put(thread, next.run);
        }
      }
    }
    if (blocked.size() > 1) {
      deadlocks
          .find(blocked.keySet())
          .ifPresent(found -> {
            CellRun run = blocked.get(found.first());
            if (run != null) {
              to.add(listener -> listener.seen(run, found.deadlock()));
            }
          });
    }
  }

  private void note(int code) {
    Thread cell = Thread.currentThread();
    if (exact) {
      log.accept(cell, code);
      return;
    }
    lock.lock();
    try {
      ThreadStory story = recording == null ? null : recording.story(cell.threadId());
      if (story != null) {
        story.happened(System.nanoTime(), code, null);
      }
    } finally {
      lock.unlock();
    }
  }

  private static void lookAtAll(Recording now) {
    long at = System.nanoTime();
    var found = new HashSet<Thread>();
    List<Thread> all = Threads.virtual();
    Collections.addAll(all, Threads.platform());
    for (Thread thread : all) {
      ThreadStory story = now.story(thread.threadId());
      if (story == null
          && !now.hasEnded()
          && Owners.inheritedBy(thread) == now.run
          && thread.isAlive()) {
        story = now.add(at, SwitchLog.started(thread), State.DOING);
      }
      if (story != null) {
        found.add(thread);
        story.looked(at, thread.getState());
      }
    }
    for (ThreadStory story : now.stories()) {
      if (!found.contains(story.thread())) {
        story.happened(at, Switch.END, null);
      }
    }
  }

  private void readAll(long now) {
    collect();
    while (log.isIncomplete() && System.nanoTime() - now < PATIENCE_NANOS) {
      LockSupport.parkNanos(SHORTEST_WAIT_NANOS); // the writer may need this core
      collect();
    }
    tellUntil(now);
  }

  private void collect() {
    log.read(
        (nanos, thread, code, detail) -> waiting.add(new Switched(nanos, thread, code, detail)));
  }

  /**
   * Tells the stories on, up to a time. What is younger has to wait: another core may still be
   * writing what came before it.
   */
  private void tellUntil(long time) {
    var sorted = waiting.toArray(Switched[]::new);
    Arrays.sort(sorted, (one, other) -> Long.compare(one.nanos(), other.nanos()));
    waiting.clear();
    for (Switched next : sorted) {
      if (next.nanos() > time) {
        waiting.add(next);
      } else {
        tell(next);
      }
    }
  }

  private void tell(Switched next) {
    Recording now = recording;
    if (next.detail() instanceof Started started) {
      if (next.code() == Switch.BEGIN) {
        platform.put(next.thread(), started);
      }
      if (now != null && next.nanos() >= now.begin) {
        now.started(next, started);
      }
      leftovers.started(next, started);
      return;
    }
    if (now != null && next.nanos() >= now.begin) {
      if (next.code() == Switch.HAS_WORK && now.story(next.thread()) == null) {
        lend(now, next);
      }
      now.happened(next);
    }
    leftovers.happened(next);
    if (next.code() == Switch.END) {
      platform.remove(next.thread());
    }
  }

  /**
   * A thread of the common pool, or of a pool that an earlier cell made, has got a task: from this
   * cell, as no other one runs.
   */
  private void lend(Recording now, Switched first) {
    Started started = platform.computeIfAbsent(first.thread(), ThreadRecorder::find);
    if (started != null && Groups.isPool(started)) {
      now.add(first.nanos(), started, State.DOING);
    }
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
}
