package interleave.worker;

import java.util.List;

/**
 * Where the code of a compiled class stands in its cell.
 *
 * @param lines lines of the cell; the first is for the line that declares JShell's wrapper class,
 *     the next for the line below it, and so on
 */
public record Origin(String cell, List<Integer> lines) {

  private static final String FILE = "cell ";

  public Origin {
    lines = List.copyOf(lines);
  }

  /** The name that stack traces show in place of a file's. */
  public String file() {
    return FILE + cell;
  }

  /** The cell that such a name belongs to, empty if it is a file's. */
  public static String cellOf(String file) {
    return file.startsWith(FILE) ? file.substring(FILE.length()) : "";
  }

  int line(int belowWrapper) {
    return lines.get(Math.clamp(belowWrapper, 0, lines.size() - 1));
  }
}
