package interleave.timeline;

import java.util.List;
import java.util.StringJoiner;

/**
 * What the threads of one run of a cell did.
 *
 * @param running the cell goes on: this is how it looked a moment ago, in fewer bars
 * @param wallNanos from the first statement to the end of the last
 * @param cores that Java may use
 * @param started threads that the cell started
 * @param alive how many of them go on; if the cell has ended, without it
 * @param totals of the time until the cell ended
 * @param note what the reader should know about how this was seen; empty if nothing
 * @param groups may reach beyond the end of the cell, as far as its threads were followed
 * @param mostInFlight requests at a slow service at one moment; 0 if there was none
 */
public record Timeline(
    boolean running,
    long wallNanos,
    int cores,
    int started,
    int alive,
    Totals totals,
    Verdict verdict,
    String note,
    List<Group> groups,
    List<Mark> marks,
    int mostInFlight) {

  /** A lone thread that was quicker than this has nothing to show. */
  private static final long LEAST_ALONE = 50_000_000;

  public Timeline {
    groups = List.copyOf(groups);
    marks = List.copyOf(marks);
  }

  /** The lanes, totals and verdict of what was seen. */
  public static Timeline of(List<ThreadLife> seen, int cores, String note) {
    return of(seen, new Circumstances(cores, 0, note, List.of(), 0));
  }

  /** The lanes, totals and verdict of what was seen of a run that has ended. */
  public static Timeline of(List<ThreadLife> seen, Circumstances circumstances) {
    return of(seen, circumstances, false, Lanes.MOST_BARS);
  }

  /** The same of a run that goes on, in so many bars at most. */
  public static Timeline live(List<ThreadLife> seen, Circumstances circumstances, int mostBars) {
    return of(seen, circumstances, true, mostBars);
  }

  private static Timeline of(
      List<ThreadLife> seen, Circumstances circumstances, boolean running, int mostBars) {
    List<ThreadLife> lives = Compiling.cutFrom(seen);
    List<ThreadLife> cells = lives.stream().filter(life -> !life.group().isMachinery()).toList();
    long end = cells.stream().mapToLong(ThreadLife::to).max().orElse(0);
    var others = cells.stream().filter(life -> life.group().isStarted()).toList();
    Totals totals = cells.stream().map(ThreadLife::totals).reduce(Totals.NONE, Totals::plus);
    return new Timeline(
        running,
        end,
        circumstances.cores(),
        others.size(),
        (int) others.stream().filter(ThreadLife::alive).count(),
        totals,
        Verdict.of(totals, Standstill.of(cells), end, circumstances.cores()),
        Notes.on(circumstances, totals, end),
        Lanes.groups(lives, end, mostBars),
        circumstances.marks(),
        circumstances.mostInFlight());
  }

  /** What its threads have done since the cell ended is drawn too; the figures stay the cell's. */
  public Timeline followedBy(List<ThreadLife> seen) {
    List<ThreadLife> lives = Compiling.cutFrom(seen);
    long end = lives.stream().mapToLong(ThreadLife::to).max().orElse(0);
    int left =
        (int) lives.stream().filter(life -> life.alive() && life.group().isStarted()).count();
    return new Timeline(
        running,
        wallNanos,
        cores,
        started,
        left,
        totals,
        verdict,
        note,
        Lanes.groups(lives, end, Lanes.MOST_BARS),
        marks,
        mostInFlight);
  }

  /** With what the service has seen, which is asked when the threads have been. */
  public Timeline withMostInFlight(int requests) {
    return new Timeline(
        running, wallNanos, cores, started, alive, totals, verdict, note, groups, marks, requests);
  }

  /** Java has ended, and its threads with it. */
  public Timeline gone() {
    return new Timeline(
        false,
        wallNanos,
        cores,
        started,
        0,
        totals,
        verdict,
        note,
        groups.stream().map(Group::gone).toList(),
        marks,
        mostInFlight);
  }

  /** When the last of its threads ended, or was seen. */
  public long endNanos() {
    return Math.max(wallNanos, groups.stream().mapToLong(Group::to).max().orElse(0));
  }

  /** Whether there is more to see than that one thread did one short thing. */
  public boolean worthShowing() {
    return groups.stream().filter(group -> !group.machinery()).count() > 1
        || wallNanos >= LEAST_ALONE;
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
      if (!group.machinery()) {
        lines.add(group.name() + " (" + group.threads() + "): " + Words.totals(group.totals()));
      }
    }
    return lines.toString();
  }
}
