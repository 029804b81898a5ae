package interleave.worker;

import interleave.display.MimeBundle;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One run of one cell, and what its threads let the reader see. */
final class CellRun {
  private final String cell;
  private final long number;
  private final Output output;
  private final Set<Object> shown =
      Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
  private volatile boolean ended;
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
  void show(Object value, MimeBundle bundle) {
    shown.add(value);
    output.add(new Frame.Shown(bundle));
  }

  boolean hasShown(@Nullable Object value) {
    return value != null && shown.contains(value);
  }

  boolean ended() {
    return ended;
  }

  void end() {
    ended = true;
    shown.clear();
  }

  boolean stopped() {
    return stopped;
  }

  void stop() {
    stopped = true;
  }
}
