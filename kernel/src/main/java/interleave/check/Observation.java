package interleave.check;

import interleave.check.Observed.Ending;
import interleave.timeline.Bar;
import interleave.timeline.SeenSoFar;
import interleave.timeline.SeenSoFar.Moment;
import interleave.timeline.State;
import interleave.timeline.ThreadLife;
import interleave.timeline.Totals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs a task on a thread of its own and tells the threads that belong to it from those that were
 * there before.
 */
final class Observation {
  /** So long threads that were told to end may take, before they count as left behind. */
  private static final Duration GRACE = Duration.ofMillis(300);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);
  private static final long NANOS_AFTER_INTERRUPT = 1_000_000_000L;

  private final Set<Long> before;
  private final Moment begin;
  private final Set<Long> processes;

  private Observation() {
    this.begin = SeenSoFar.look();
    this.before = begin.lives().keySet();
    this.processes = children().stream().map(ProcessHandle::pid).collect(Collectors.toSet());
  }

  static <T extends @Nullable Object> Observed<T> of(Duration atMost, Callable<T> task)
      throws InterruptedException {
    return new Observation().run(atMost, task);
  }

  private <T extends @Nullable Object> Observed<T> run(Duration atMost, Callable<T> task)
      throws InterruptedException {
    var call = new Call<>(task);
    // A platform thread: what it starts is a virtual thread only if the learner asked for one.
    var thread = Thread.ofPlatform().name("check").daemon().unstarted(call);
    long start = System.nanoTime();
    thread.start();
    boolean finished = thread.join(atMost);
    if (!finished) {
      thread.interrupt();
      boolean ignored = thread.join(Duration.ofNanos(NANOS_AFTER_INTERRUPT));
    }
    Duration elapsed =
        finished ? Duration.ofNanos(call.end - start) : Duration.ofNanos(System.nanoTime() - start);
    Moment end = settled(thread.threadId());
    var ending = finished ? call.ending(elapsed) : new Ending<T>(false, null, null, elapsed);
    return new Observed<>(ending, threads(end, thread.threadId()), started());
  }

  /** One run of the task; written by its thread before it ends, read after. */
  private static final class Call<T extends @Nullable Object> implements Runnable {
    private final Callable<T> task;
    private @Nullable T result;
    private @Nullable Throwable failure;
    private long end;

    Call(Callable<T> task) {
      this.task = task;
    }

    @Override
    public void run() {
      try {
        result = task.call();
      } catch (Throwable thrown) {
        failure = thrown;
      } finally {
        end = System.nanoTime();
      }
    }

    Ending<T> ending(Duration elapsed) {
      return new Ending<>(true, result, failure, elapsed);
    }
  }

  /** Waits until its threads have ended, for a moment at most. */
  private Moment settled(long own) throws InterruptedException {
    long giveUp = System.nanoTime() + GRACE.toNanos();
    while (true) {
      Moment now = SeenSoFar.look();
      boolean alive =
          now.lives().entrySet().stream()
              .anyMatch(life -> isNew(life.getKey(), own) && life.getValue().alive());
      if (!alive || System.nanoTime() - giveUp > 0) {
        return now;
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
  }

  private boolean isNew(long thread, long own) {
    return thread != own && !before.contains(thread);
  }

  private Observed.Threads threads(Moment end, long own) {
    var started = new ArrayList<ThreadLife>();
    var workers = new ArrayList<SeenThread>();
    end.lives()
        .forEach((id, life) -> {
          if (life.group().isOwn()) {
            return; // the thread of the cell waits for the task
          }
          // A pool's thread may be new to the record and not to the pool: what it did is counted.
          boolean isStarted = isNew(id, own) && life.from() >= begin.now() && !isBorrowed(life);
          if (isStarted) {
            started.add(life);
          }
          ThreadLife earlier = begin.lives().get(id);
          var seen = seen(life, earlier == null ? Totals.NONE : earlier.totals());
          if (isStarted || seen.didSomething()) {
            workers.add(seen);
          }
        });
    started.sort(Comparator.comparingLong(ThreadLife::from));
    workers.sort(Comparator.comparing(SeenThread::startedAt));
    return new Observed.Threads(
        started.stream().map(life -> seen(life, Totals.NONE)).toList(),
        List.copyOf(workers),
        mostAtOnce(started));
  }

  /** The common pool is Java's own: whoever sends it work has started no thread. */
  private static boolean isBorrowed(ThreadLife life) {
    return life.group().kind().equals("common pool");
  }

  private SeenThread seen(ThreadLife life, Totals before) {
    return SeenThread.of(life, before, begin.now());
  }

  private static int mostAtOnce(List<ThreadLife> lives) {
    record Edge(long at, int step) {}
    var edges = new ArrayList<Edge>();
    for (ThreadLife life : lives) {
      for (Bar bar : life.bars()) {
        if (bar.state() != State.IDLE && bar.length() > 0) {
          edges.add(new Edge(bar.from(), 1));
          edges.add(new Edge(bar.to(), -1));
        }
      }
    }
    // At the same time, ends first: one bar after another is no overlap.
    edges.sort(Comparator.comparingLong(Edge::at).thenComparingInt(Edge::step));
    int now = 0;
    int most = 0;
    for (Edge edge : edges) {
      now += edge.step();
      most = Math.max(most, now);
    }
    return most;
  }

  private static List<ProcessHandle> children() {
    return ProcessHandle.current().children().toList();
  }

  private List<ProcessHandle> started() {
    return children().stream().filter(child -> !processes.contains(child.pid())).toList();
  }
}
