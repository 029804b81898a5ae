package interleave.check;

import interleave.timeline.ThreadLife;
import interleave.timeline.Totals;
import java.time.Duration;

/**
 * What one thread did while the learner's code ran. Times of day are durations since it began.
 *
 * @param group what it belongs to, as the timeline calls it: "common pool", "virtual threads"
 * @param waiting for time to pass or for something outside
 * @param waitingForTask for another thread's result, end or message
 * @param blocked for a lock
 * @param ready could have gone on, but every core was taken
 * @param pinned waiting, and keeping a core meanwhile
 */
public record SeenThread(
    String name,
    boolean virtual,
    String group,
    Duration startedAt,
    Duration endedAt,
    boolean alive,
    Duration doing,
    Duration waiting,
    Duration waitingForTask,
    Duration blocked,
    Duration ready,
    Duration pinned) {

  static SeenThread of(ThreadLife life, Totals before, long begin) {
    Totals all = life.totals();
    return new SeenThread(
        life.name(),
        life.virtual(),
        life.group().kind(),
        Duration.ofNanos(Math.max(0, life.from() - begin)),
        Duration.ofNanos(Math.max(0, life.to() - begin)),
        life.alive(),
        Duration.ofNanos(all.doing() - before.doing()),
        Duration.ofNanos(all.waiting() - before.waiting()),
        Duration.ofNanos(all.task() - before.task()),
        Duration.ofNanos(all.blocked() - before.blocked()),
        Duration.ofNanos(all.ready() - before.ready()),
        Duration.ofNanos(all.pinned() - before.pinned()));
  }

  /** Whether there was a moment at which both were there. */
  public boolean overlaps(SeenThread other) {
    return startedAt.compareTo(other.endedAt) < 0 && other.startedAt.compareTo(endedAt) < 0;
  }

  boolean didSomething() {
    return doing.plus(waiting).plus(waitingForTask).plus(blocked).plus(pinned).isPositive();
  }
}
