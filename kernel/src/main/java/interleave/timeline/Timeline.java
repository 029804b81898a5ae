package interleave.timeline;

import java.util.List;
import java.util.StringJoiner;

/**
 * What the threads of one run of a cell did.
 *
 * @param wallNanos from the first statement to the end of the last
 * @param cores that Java may use
 * @param started threads that the cell started
 * @param alive how many of them went on when the cell ended
 * @param note what the reader should know about how this was seen; empty if nothing
 */
public record Timeline(
    long wallNanos,
    int cores,
    int started,
    int alive,
    Totals totals,
    Verdict verdict,
    String note,
    List<Group> groups) {

  /** A lone thread that was quicker than this has nothing to show. */
  private static final long LEAST_ALONE = 50_000_000;

  public Timeline {
    groups = List.copyOf(groups);
  }

  /** The lanes, totals and verdict of what was seen. */
  public static Timeline of(List<ThreadLife> seen, int cores, String note) {
    List<ThreadLife> lives = Compiling.cutFrom(seen);
    long end = lives.stream().mapToLong(ThreadLife::to).max().orElse(0);
    var others = lives.stream().filter(life -> !life.group().own()).toList();
    Totals totals = lives.stream().map(ThreadLife::totals).reduce(Totals.NONE, Totals::plus);
    return new Timeline(
        end,
        cores,
        others.size(),
        (int) others.stream().filter(ThreadLife::alive).count(),
        totals,
        Verdict.of(totals, Standstill.of(lives), end, cores),
        note,
        Lanes.groups(lives, end));
  }

  /** Whether there is more to see than that one thread did one short thing. */
  public boolean worthShowing() {
    return started > 0 || wallNanos >= LEAST_ALONE;
  }

  /** In plain text, for who has no page to draw it. */
  public String text() {
    var lines = new StringJoiner("\n");
    lines.add(verdict.line());
    lines.add(
        Words.duration(wallNanos)
            + ": "
            + Words.totals(totals)
            + "; threads started: "
            + started
            + ", still alive: "
            + alive);
    for (Group group : groups) {
      lines.add(group.name() + " (" + group.threads() + "): " + Words.totals(group.totals()));
    }
    return lines.toString();
  }
}
