package interleave.jupyter;

import interleave.kernel.CellId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which request each run follows from. A run is called by its number, as in {@code In [3]}, so what
 * a thread says late finds the cell that it belongs to, also if that cell has been run again.
 */
final class CellRuns {
  private static final int MOST_REMEMBERED = 10_000;

  // All below guarded by this.
  private final Map<CellId, CellRun> runs =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<CellId, CellRun> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };
  private @Nullable CellRun latest;
  private int count;
  private int uncounted;

  /**
   * One run of a cell.
   *
   * @param count the number at its prompt; of a run that is not counted, that of the one before
   * @param silent nobody wants to see what it prints and shows
   * @param asks whether its client can be asked for input
   */
  record CellRun(
      CellId id, int count, Request request, String code, boolean silent, boolean asks) {}

  /** A run that begins; {@code counted} if it gets a number of its own. */
  synchronized CellRun begin(Request request, boolean silent, boolean counted) {
    var id = counted ? String.valueOf(++count) : "uncounted-" + ++uncounted;
    var run =
        new CellRun(
            new CellId(id),
            count,
            request,
            request.content().path("code").asString(""),
            silent,
            request.content().path("allow_stdin").asBoolean(false));
    runs.put(run.id(), run);
    latest = run;
    return run;
  }

  /** The run of that name; the latest if it is forgotten. */
  synchronized Optional<CellRun> find(CellId id) {
    return Optional.ofNullable(runs.getOrDefault(id, latest));
  }

  synchronized Optional<CellRun> latest() {
    return Optional.ofNullable(latest);
  }

  synchronized int count() {
    return count;
  }
}
