package interleave.notebook;

import java.util.ArrayList;
import java.util.List;

/** What becomes of a cell's text when the cell is split, or made a heading. */
final class Split {
  private Split() {}

  /**
   * The text between the places, without the line ends around them; no parts if the places are not
   * ascending or not in the text.
   */
  static List<String> parts(String source, List<Integer> at) {
    var parts = new ArrayList<String>();
    int from = 0;
    for (int place : at) {
      if (place < from || place > source.length()) {
        return List.of();
      }
      parts.add(withoutLineEnds(source.substring(from, place), from > 0, true));
      from = place;
    }
    parts.add(withoutLineEnds(source.substring(from), from > 0, false));
    return parts;
  }

  private static String withoutLineEnds(String text, boolean before, boolean after) {
    int start = 0;
    int end = text.length();
    while (before && start < end && text.charAt(start) == '\n') {
      start++;
    }
    while (after && end > start && text.charAt(end - 1) == '\n') {
      end--;
    }
    return text.substring(start, end);
  }

  /** {@code level} is from 1 to 6; a heading that the text has already gets this level. */
  static String withHeading(String source, int level) {
    return "#".repeat(level) + " " + source.replaceFirst("^\\s*#{1,6}\\s+", "").stripLeading();
  }
}
