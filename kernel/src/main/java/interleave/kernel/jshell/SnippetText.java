package interleave.kernel.jshell;

import java.util.ArrayList;
import java.util.List;

/**
 * Source of one snippet, put together from stretches of a cell and words of our own; knows the way
 * back to the cell.
 */
final class SnippetText {
  private record Stretch(int at, int inCell, int length) {}

  private final String cell;
  private final StringBuilder text = new StringBuilder();
  private final List<Stretch> stretches = new ArrayList<>();

  SnippetText(String cell) {
    this.cell = cell;
  }

  SnippetText add(String ours) {
    text.append(ours);
    return this;
  }

  SnippetText copy(int from, int to) {
    stretches.add(new Stretch(text.length(), from, to - from));
    text.append(cell, from, to);
    return this;
  }

  /** The place in the cell; for our own words, the end of what stands before them. */
  int toCell(long position) {
    int found = stretches.isEmpty() ? 0 : stretches.getFirst().inCell();
    for (Stretch stretch : stretches) {
      if (position < stretch.at()) {
        break;
      }
      found = stretch.inCell() + (int) Math.min(position - stretch.at(), stretch.length());
    }
    return found;
  }

  /** Where a place of the cell has come to stand, -1 if it was not copied. */
  int fromCell(int place) {
    for (Stretch stretch : stretches) {
      if (place >= stretch.inCell() && place <= stretch.inCell() + stretch.length()) {
        return stretch.at() + place - stretch.inCell();
      }
    }
    return -1;
  }

  /** Whether the position is in a stretch of the cell. */
  boolean isFromCell(long position) {
    return stretches.stream()
        .anyMatch(s -> position >= s.at() && position < s.at() + (long) s.length());
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
