package interleave.worker;

import interleave.display.Display;
import interleave.display.MimeBundle;
import interleave.timeline.PastRuns;
import interleave.timeline.ThreadLife;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One run of one cell, and what its threads let the reader see. */
final class CellRun {
  private final String cell;
  private final long number;
  private final Output output;
  private final ShownValues shown = new ShownValues();
  private final Unread unread = new Unread();
  private final NotedFacts facts = new NotedFacts();
  private final AtomicInteger places = new AtomicInteger();
  private final List<String> exceptions = new CopyOnWriteArrayList<>();
  private volatile PastRuns.@Nullable Run past;
  private volatile boolean ended;
  private volatile boolean superseded;
  private volatile boolean stopped;

  CellRun(String cell, long number, OutputPump pump) {
    this.cell = cell;
    this.number = number;
    this.output = new Output(this, pump);
  }

  String cell() {
    return cell;
  }

  Output output() {
    return output;
  }

  boolean startedAfter(CellRun other) {
    return number > other.number;
  }

  /** Shows a value under the cell, after what was printed before. */
  Display show(Object value, MimeBundle bundle) {
    Place place = output.show(number + "." + places.incrementAndGet(), bundle);
    shown.add(value, place);
    return place;
  }

  void clear(boolean wait) {
    output.clear(wait);
    shown.forget();
  }

  /** A thread of the run ended by an exception. */
  void died(String thread, Trace trace) {
    exceptions.add(trace.type() + (trace.message() == null ? "" : ": " + trace.message()));
    output.add(new Frame.Died(thread, trace), trace.chars());
  }

  /** The run has ended, and this is what its threads did. */
  void keep(List<ThreadLife> lives) {
    past = PastRuns.kept(lives, List.copyOf(exceptions));
  }

  /** What is kept of the run once it has ended. */
  Optional<PastRuns.Run> past() {
    return Optional.ofNullable(past);
  }

  /** What helpers know of the run, for the picture of its threads. */
  NotedFacts facts() {
    return facts;
  }

  /** What was typed for this run and not read yet. */
  Unread unread() {
    return unread;
  }

  boolean hasShown(@Nullable Object value) {
    return value != null && shown.contains(value);
  }

  /** The cell ends: what it has shown shall not look as if it went on. */
  void endDisplays(boolean early) {
    shown.cellEnded(early);
  }

  boolean ended() {
    return ended;
  }

  void end() {
    ended = true;
    shown.end();
  }

  /** Whether the cell has been run again. */
  boolean superseded() {
    return superseded;
  }

  void supersede() {
    superseded = true;
  }

  boolean stopped() {
    return stopped;
  }

  void stop() {
    stopped = true;
  }
}
