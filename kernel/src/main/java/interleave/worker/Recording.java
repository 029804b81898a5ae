package interleave.worker;

import interleave.timeline.Bar;
import interleave.timeline.Circumstances;
import interleave.timeline.Compiling;
import interleave.timeline.Mark;
import interleave.timeline.State;
import interleave.timeline.ThreadLife;
import interleave.timeline.ThreadLife.Belonging;
import interleave.timeline.Timeline;
import interleave.worker.SwitchLog.Started;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of the threads of one run: of a run that is under way, and later, for as long
 * as threads of it live, of what they go on doing. Used with the recorder's lock alone.
 */
final class Recording {
  /** Beyond, threads have totals and no lane. */
  private static final int MOST_BARS = 300_000;

  /** Beyond, threads are only counted: a cell may start millions. */
  private static final int MOST_THREADS = 50_000;

  private static final @Nullable CompilationMXBean COMPILER =
      ManagementFactory.getCompilationMXBean();

  /** One switch, as it was logged. */
  record Switched(long nanos, long thread, int code, @Nullable Object detail) {}

  final CellRun run;
  final long begin = System.nanoTime();
  private final boolean exact;
  private final SwitchLog log;
  private final long lostBefore;
  private final long compiledBefore = compiled();
  private final Map<Long, ThreadStory> stories = new HashMap<>();
  private final IdentityHashMap<Object, Belonging> groups = new IdentityHashMap<>();
  private final PlatformLook look;
  private final LineLook lines = new LineLook();
  private final MountedLook mounted = new MountedLook();
  private final MachineryLook machinery;
  private final List<ThreadLife> done = new ArrayList<>();
  private int bars;
  private long onlyCounted;
  private @Nullable Timeline ended;

  Recording(CellRun run, Thread cell, SwitchLog log, boolean exact) {
    this.run = run;
    this.exact = exact;
    this.log = log;
    this.lostBefore = log.lost();
    this.look = new PlatformLook(log);
    this.machinery = new MachineryLook(begin);
    var own = new Belonging(cell.threadId(), "this cell", true);
    stories.put(cell.threadId(), new ThreadStory(cell, "cell", own, State.IDLE, begin));
    look.follow(cell);
  }

  Collection<ThreadStory> stories() {
    return stories.values();
  }

  boolean hasEnded() {
    return ended != null;
  }

  /** How many threads that the cell has started go on. */
  long alive() {
    return stories.values().stream()
        .filter(story -> story.isStarted() && !story.hasEnded())
        .count();
  }

  /** Whether one of them does something, or waits for more than its next task. */
  boolean isBusy() {
    return stories.values().stream()
        .anyMatch(story -> story.isStarted() && !story.hasEnded() && !story.isIdle());
  }

  /** What no switch tells: who waits for a monitor or a core, in which line, and what Java does. */
  void look() {
    look.look(stories);
    mounted.look();
    lines.look();
    if (ended == null) {
      machinery.look(stories.keySet());
    }
  }

  @Nullable ThreadStory story(long thread) {
    return stories.get(thread);
  }

  /** A thread that was started before anybody recorded; in a moment it says what it does. */
  ThreadStory add(long at, Started started, State state) {
    Thread thread = started.thread();
    Belonging group =
        groups.computeIfAbsent(started.container(), _ -> Groups.of(started, run, groups.size()));
    String name = started.name().isEmpty() ? "#" + thread.threadId() : started.name();
    var story = new ThreadStory(thread, name, group, state, at);
    stories.put(thread.threadId(), story);
    if (!thread.isVirtual()) {
      look.follow(thread);
    }
    return story;
  }

  /** A thread has started. */
  void started(Switched first, Started started) {
    if (stories.size() >= MOST_THREADS) {
      onlyCounted += started.run() == run ? 1 : 0;
    } else if (started.run() == run || (ended == null && Groups.isCommonPool(started))) {
      add(first.nanos, started, first.code == Switch.START ? State.READY : State.DOING);
    }
  }

  /** Tells the story of its thread on; nothing if that is none of this run's. */
  void happened(Switched next) {
    ThreadStory story = stories.get(next.thread);
    if (story == null || next.nanos < begin) {
      return;
    }
    int before = story.barCount();
    story.happened(next.nanos, next.code, (Class<?>) next.detail);
    bars += story.barCount() - before;
    if (bars > MOST_BARS) {
      bars -= story.barCount();
      story.dropBars();
    }
    mounted.happened(story);
    if (story.isWaiting()) {
      lines.waits(story, next.nanos);
    }
  }

  /** What was seen of each thread that is the learner's, by its number. */
  Map<Long, ThreadLife> livesById(long now) {
    var lives = new HashMap<Long, ThreadLife>();
    stories.forEach((id, story) -> lives.put(id, story.life(now, begin, exact)));
    return lives;
  }

  /** The picture while the cell runs. */
  Timeline live(long now, int mostBars) {
    List<ThreadLife> lives = lives(now);
    return Timeline.live(lives, circumstances(lives), mostBars);
  }

  /** The picture at the end of the cell. */
  Timeline end(long now) {
    List<ThreadLife> lives = lives(now);
    done.addAll(machinery.lives(now));
    run.keep(lives);
    settle(now);
    var timeline = Timeline.of(lives, circumstances(lives));
    ended = timeline;
    return timeline;
  }

  /** The picture of a cell that has ended and of what its threads have done since. */
  Timeline followed(long now) {
    if (ended == null) {
      throw new IllegalStateException("the cell goes on");
    }
    settle(now);
    return ended.followedBy(lives(now));
  }

  /** Only who was started by the cell and lives is followed on. */
  private void settle(long now) {
    stories
        .values()
        .removeIf(story -> {
          boolean over = story.hasEnded() || !story.isStarted();
          if (over) {
            done.add(story.life(now, begin, exact).ended());
          }
          return over;
        });
  }

  private List<ThreadLife> lives(long now) {
    var lives = new ArrayList<ThreadLife>(stories.size());
    stories.values().forEach(story -> lives.add(story.life(now, begin, exact)));
    lives.addAll(ended == null ? machinery.lives(now) : done);
    return lives;
  }

  private Circumstances circumstances(List<ThreadLife> lives) {
    return new Circumstances(
        Runtime.getRuntime().availableProcessors(),
        TimeUnit.MILLISECONDS.toNanos(compiled() - compiledBefore),
        note(),
        marks(lives),
        0);
  }

  /** The limit counts from when the first thread began to wait for an answer. */
  private List<Mark> marks(List<ThreadLife> lives) {
    long limit = run.facts().limitNanos();
    if (limit == 0) {
      return List.of();
    }
    long first =
        Compiling.cutFrom(lives).stream()
            .flatMap(life -> life.bars().stream())
            .filter(bar -> bar.state() == State.WAITING && bar.what().equals(Waits.SOCKET.words()))
            .mapToLong(Bar::from)
            .min()
            .orElse(0);
    return List.of(new Mark(Mark.Kind.LIMIT, first + limit, "limit " + limit / 1_000_000 + " ms"));
  }

  /** Milliseconds for which Java's compiler has been at work. */
  private static long compiled() {
    return COMPILER != null && COMPILER.isCompilationTimeMonitoringSupported()
        ? COMPILER.getTotalCompilationTime()
        : 0;
  }

  private String note() {
    if (!exact) {
      return "This Java is another one than Interleave knows: every thread was looked at every 5 ms,"
          + " and what is shorter may be missing.";
    }
    if (onlyCounted > 0) {
      return "This shows the first "
          + MOST_THREADS
          + " threads; "
          + onlyCounted
          + " more were started.";
    }
    long lost = log.lost() - lostBefore;
    if (lost > 0) {
      return "The threads switched so often that " + lost + " switches were not recorded.";
    }
    return bars >= MOST_BARS ? "Too much happened to keep all of it: some lanes are empty." : "";
  }
}
