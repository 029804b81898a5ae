package interleave.display;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Printed text as a terminal shows it: what a line has overwritten, by {@code \r} or by a
 * backspace, is gone. A million steps of progress on one line are as long as the last one.
 *
 * <p>Colours stay with the characters that were printed in them. Nothing here moves a cursor to
 * another line.
 */
public final class TerminalText {
  /** A longer line is text, and no progress that somebody watches. */
  private static final int LONGEST_LINE = 100_000;

  private static final int LONGEST_STYLE = 80;
  private static final String ERASE = "\u001b[2K";
  private static final String RESET = "\u001b[0m";
  private static final Pattern SEQUENCE = Pattern.compile("\u001b\\[([\\d;:]*)[ -/]*([@-~])");

  private TerminalText() {}

  /** Text behind other text: what stands from {@code from} on is now {@code text}. */
  public record Appended(int from, String text) {}

  /**
   * The text without what was overwritten. Where the cursor stands within the last line is kept, as
   * {@code \r} or backspaces at the end: the next text goes there.
   */
  public static String settled(String text) {
    if (!moves(text)) {
      return text;
    }
    var settled = new StringBuilder();
    int from = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      settled.append(line(text.substring(from, end), true)).append('\n');
      from = end + 1;
    }
    return settled.append(line(text.substring(from), false)).toString();
  }

  /**
   * A part of a line, of which the beginning is somewhere else, without the steps in its middle.
   * Whatever stands before it, the line becomes what the whole part would have made of it.
   */
  public static String shortened(String part) {
    int first = part.indexOf('\r');
    if (first < 0 || part.indexOf('\r', first + 1) < 0) {
      return part;
    }
    String rest = part.substring(first + 1);
    boolean erases =
        SEQUENCE.matcher(rest).results().anyMatch(sequence -> sequence.group(2).equals("K"));
    return part.substring(0, first + 1) + (erases ? ERASE : "") + settled(rest);
  }

  /** What becomes of settled text when more is printed. */
  public static Appended append(String before, String more) {
    if (!moves(more) && !before.endsWith("\r") && !before.endsWith("\b")) {
      return new Appended(before.length(), more);
    }
    int line = before.lastIndexOf('\n') + 1;
    return new Appended(line, settled(before.substring(line) + more));
  }

  private static boolean moves(String text) {
    return text.indexOf('\r') >= 0 || text.indexOf('\b') >= 0;
  }

  private static String line(String text, boolean ended) {
    if (!moves(text) || text.length() > LONGEST_LINE) {
      return text;
    }
    var line = new Line();
    line.print(text);
    return line.toString(ended);
  }

  private record Cell(int character, String style) {}

  /** One line of a terminal. */
  private static final class Line {
    private final List<Cell> cells = new ArrayList<>();
    private int cursor;
    private String style = "";

    void print(String text) {
      Matcher sequence = SEQUENCE.matcher(text);
      int at = 0;
      while (at < text.length()) {
        int next = text.codePointAt(at);
        if (next == '\u001b' && sequence.region(at, text.length()).lookingAt()) {
          obey(sequence);
          at = sequence.end();
          continue;
        }
        switch (next) {
          case '\r' -> cursor = 0;
          case '\b' -> cursor = Math.max(0, cursor - 1);
          default -> put(new Cell(next, style));
        }
        at += Character.charCount(next);
      }
    }

    private void put(Cell cell) {
      if (cursor < cells.size()) {
        cells.set(cursor, cell);
      } else {
        cells.add(cell);
      }
      cursor++;
    }

    private void obey(Matcher sequence) {
      String argument = sequence.group(1);
      switch (sequence.group(2)) {
        case "m" -> style(sequence.group(), argument);
        case "K" -> erase(argument);
        default -> {} // moves to other lines, which nobody can follow here
      }
    }

    private void style(String sequence, String argument) {
      if (argument.isEmpty() || argument.equals("0")) {
        style = "";
      } else if (!style.endsWith(sequence)) {
        style = style.length() > LONGEST_STYLE ? sequence : style + sequence;
      }
    }

    private void erase(String argument) {
      boolean before = argument.equals("1") || argument.equals("2");
      boolean behind = !argument.equals("1");
      if (behind && cursor < cells.size()) {
        cells.subList(cursor, cells.size()).clear();
      }
      if (before) {
        for (int i = 0; i < Math.min(cursor, cells.size()); i++) {
          cells.set(i, new Cell(' ', ""));
        }
      }
    }

    String toString(boolean ended) {
      var text = new StringBuilder();
      String current = "";
      for (Cell cell : cells) {
        current = change(text, current, cell.style());
        text.appendCodePoint(cell.character());
      }
      change(text, current, style);
      if (!ended && cursor == 0 && !cells.isEmpty()) {
        text.append('\r');
      } else if (!ended) {
        text.repeat('\b', cells.size() - cursor);
      }
      return text.toString();
    }

    private static String change(StringBuilder text, String from, String to) {
      if (!from.equals(to)) {
        text.append(from.isEmpty() ? "" : RESET).append(to);
      }
      return to;
    }
  }
}
