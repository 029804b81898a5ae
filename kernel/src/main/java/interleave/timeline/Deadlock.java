package interleave.timeline;

import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Threads that wait for each other's locks in a circle, and hence for ever. Each waits for a lock
 * of the next one, the last for one of the first.
 */
public record Deadlock(List<Party> parties) {

  public Deadlock {
    parties = List.copyOf(parties);
    if (parties.isEmpty()) {
      throw new IllegalArgumentException("a deadlock has threads");
    }
  }

  /**
   * One thread.
   *
   * @param wants the lock that it waits for, as the cell calls it if that is known
   * @param waitsIn where it does; null if not in a line of a cell
   * @param has the lock that the one before it waits for
   * @param tookIn where it took that; null if that is not known
   */
  public record Party(
      String thread,
      boolean virtual,
      String wants,
      @Nullable SourceLine waitsIn,
      String has,
      @Nullable SourceLine tookIn) {}

  /** In plain text, for who has no page. */
  public String text() {
    var lines = new StringJoiner("\n");
    lines.add("Deadlock: " + parties.size() + " threads wait for each other, for ever.");
    for (int i = 0; i < parties.size(); i++) {
      Party party = parties.get(i);
      lines.add(
          party.thread()
              + " has "
              + party.has()
              + in(party.tookIn())
              + " and waits for "
              + party.wants()
              + in(party.waitsIn())
              + ", which "
              + parties.get((i + 1) % parties.size()).thread()
              + " has");
    }
    return lines.toString();
  }

  private static String in(@Nullable SourceLine line) {
    return line == null ? "" : " (line " + line.number() + ")";
  }
}
