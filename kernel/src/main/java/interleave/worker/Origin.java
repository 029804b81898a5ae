package interleave.worker;

/**
 * Where the code of a compiled class stands in its cell: the line {@code offset} lines below the
 * one that declares JShell's wrapper class is {@code firstLine} of the cell, and so on line by
 * line.
 */
public record Origin(String cell, int firstLine, int lastLine, int offset) {

  private static final String FILE = "cell ";

  /** The name that stack traces show in place of a file's. */
  public String file() {
    return FILE + cell;
  }

  /** The cell that such a name belongs to, empty if it is a file's. */
  public static String cellOf(String file) {
    return file.startsWith(FILE) ? file.substring(FILE.length()) : "";
  }

  int line(int wrappedLine, int wrapperLine) {
    return Math.clamp(firstLine + (long) wrappedLine - wrapperLine - offset, firstLine, lastLine);
  }
}
