package interleave.display;

import org.jspecify.annotations.Nullable;

/** What to say of a value whose own code failed while it was to be shown. */
final class Faults {
  private static final int MOST_CHARACTERS = 1_000;

  /** What the worker calls the source file of a cell: {@code cell one-after-another}. */
  private static final String CELL_FILE = "cell ";

  private Faults() {}

  /**
   * Whether this is a fault of the value and has to be told in its place. Everything else, such as
   * the error that stops a cell, or the end of the memory, goes its way.
   */
  static boolean isOfTheValue(Throwable thrown) {
    return thrown instanceof Exception
        || thrown instanceof StackOverflowError
        || thrown instanceof LinkageError
        || thrown instanceof AssertionError;
  }

  /** The error itself, to be thrown on. */
  static Error passedOn(Throwable thrown) {
    return thrown instanceof Error error ? error : new AssertionError(thrown);
  }

  /**
   * {@code Order: toString() threw java.lang.IllegalStateException: no, at cell orders, line 3}.
   */
  static String described(@Nullable Object value, String method, Throwable thrown) {
    String type = value == null ? "null" : CellNames.of(value.getClass());
    String endless = thrown instanceof StackOverflowError ? ", it may contain itself" : "";
    return type + ": " + method + " threw " + text(thrown) + endless + place(thrown);
  }

  private static String text(Throwable thrown) {
    try {
      return ReadableText.cut(CellNames.readable(thrown.toString()), MOST_CHARACTERS);
    } catch (Exception | StackOverflowError | LinkageError | AssertionError again) {
      return CellNames.of(thrown.getClass());
    }
  }

  private static String place(Throwable thrown) {
    for (StackTraceElement call : thrown.getStackTrace()) {
      String file = call.getFileName();
      if (file != null && file.startsWith(CELL_FILE)) {
        return ", at " + file + ", line " + call.getLineNumber();
      }
    }
    return "";
  }
}
