package interleave.lab;

import java.util.Optional;

/** Lines of cells, found on the stack: the worker gives a cell's classes the name of the cell. */
final class Places {

  private static final String CELL = "cell ";
  private static final StackWalker WALKER = StackWalker.getInstance();

  private Places() {}

  /** The line of a cell that the calling thread is in, empty if it is in none. */
  static String ofCaller() {
    return WALKER.walk(frames ->
        frames
            .filter(frame -> isCell(frame.getFileName()))
            .findFirst()
            .map(frame -> place(frame.getFileName(), frame.getLineNumber()))
            .orElse(""));
  }

  /** The same for another thread. */
  static String ofCell(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      if (isCell(frame.getFileName())) {
        return place(frame.getFileName(), frame.getLineNumber());
      }
    }
    return "";
  }

  // Code without debug information has no file.
  private static boolean isCell(String file) {
    return Optional.ofNullable(file).filter(name -> name.startsWith(CELL)).isPresent();
  }

  private static String place(String file, int line) {
    return file + ", line " + line;
  }
}
