package interleave.worker;

import interleave.timeline.Timeline;
import interleave.worker.Recording.Switched;
import interleave.worker.SwitchLog.Started;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs that have ended and whose threads have not. There is news of them when a thread ends or
 * starts, and else, while one of them does something, ever less often: nobody watches a heartbeat
 * for an hour.
 */
final class Leftovers {
  private static final int MOST_RUNS = 8;
  private static final long FIRST_NANOS = 1_000_000_000;
  private static final long LONGEST_PAUSE_NANOS = 10_000_000_000L;
  private static final long BETWEEN_NANOS = 250_000_000;

  private static final class Followed {
    final Recording recording;
    final long since = System.nanoTime();
    boolean told;
    long alive;
    long lastNews = System.nanoTime();

    Followed(Recording recording) {
      this.recording = recording;
      this.alive = recording.alive();
    }

    boolean hasNews(long now) {
      long passed = now - lastNews;
      if (recording.alive() != alive) {
        return passed >= BETWEEN_NANOS;
      }
      long pause = Math.clamp((now - since) / 5, FIRST_NANOS, LONGEST_PAUSE_NANOS);
      return passed >= pause && recording.isBusy();
    }
  }

  /** How the threads of a run go on. */
  record News(CellRun run, Timeline timeline) {}

  private final Deque<Followed> runs = new ArrayDeque<>();

  /** A run that has ended; it is left at once if all its threads have, too. */
  void add(Recording ended) {
    if (ended.alive() > 0) {
      runs.add(new Followed(ended));
      if (runs.size() > MOST_RUNS) {
        runs.removeFirst();
      }
    }
  }

  void follow(CellRun run) {
    runs.stream().filter(next -> next.recording.run == run).forEach(next -> next.told = true);
  }

  /** A cell that is run again shows its new run. */
  void dropReplaced() {
    runs.removeIf(next -> next.recording.run.superseded());
  }

  boolean isEmpty() {
    return runs.isEmpty();
  }

  List<Recording> and(@Nullable Recording current) {
    var all = new ArrayList<Recording>();
    runs.forEach(next -> all.add(next.recording));
    if (current != null) {
      all.add(current);
    }
    return all;
  }

  void started(Switched first, Started started) {
    runs.forEach(next -> next.recording.started(first, started));
  }

  void happened(Switched next) {
    runs.forEach(run -> run.recording.happened(next));
  }

  void look() {
    runs.forEach(next -> next.recording.look());
  }

  List<News> news(long now) {
    var news = new ArrayList<News>();
    for (Iterator<Followed> all = runs.iterator(); all.hasNext(); ) {
      Followed next = all.next();
      if (next.told && next.hasNews(now)) {
        next.alive = next.recording.alive();
        next.lastNews = now;
        news.add(new News(next.recording.run, next.recording.followed(now)));
        if (next.alive == 0) {
          all.remove();
        }
      }
    }
    return news;
  }
}
