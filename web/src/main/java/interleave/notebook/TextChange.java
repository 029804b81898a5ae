package interleave.notebook;

import java.util.List;
import java.util.Optional;

/**
 * A part of a cell's text that is replaced by another.
 *
 * @param from where it begins in the text before, in UTF-16 units
 * @param to where it ends, exclusive
 * @param insert what stands there afterwards
 */
public record TextChange(int from, int to, String insert) {

  /**
   * What has to be replaced in one text to get the other: from the first difference to the last.
   */
  static TextChange between(String before, String after) {
    int shorter = Math.min(before.length(), after.length());
    int start = 0;
    while (start < shorter && before.charAt(start) == after.charAt(start)) {
      start++;
    }
    int end = 0;
    while (end < shorter - start
        && before.charAt(before.length() - 1 - end) == after.charAt(after.length() - 1 - end)) {
      end++;
    }
    return new TextChange(
        start, before.length() - end, after.substring(start, after.length() - end));
  }

  /**
   * The text with all of them made; empty if they do not fit it.
   *
   * @param changes from the first in the text to the last, none over another
   */
  static Optional<String> applied(List<TextChange> changes, String text) {
    var result = new StringBuilder();
    int at = 0;
    for (var change : changes) {
      if (change.from() < at || change.to() < change.from() || change.to() > text.length()) {
        return Optional.empty();
      }
      result.append(text, at, change.from()).append(change.insert());
      at = change.to();
    }
    return Optional.of(result.append(text, at, text.length()).toString());
  }
}
