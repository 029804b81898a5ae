package interleave.check;

import org.jspecify.annotations.Nullable;

/** Ends a check before its last line; says why. */
final class CheckEnded extends RuntimeException {
  enum Why {
    FAILED,
    THREW,
    OUT_OF_TIME
  }

  private final Why why;
  private final String check;

  private CheckEnded(Why why, String check, String message, @Nullable Throwable cause) {
    super(message, cause, false, false);
    this.why = why;
    this.check = check;
  }

  static CheckEnded failed(String check, String message) {
    return new CheckEnded(Why.FAILED, check, message, null);
  }

  static CheckEnded threw(Throwable thrown) {
    return new CheckEnded(Why.THREW, "", String.valueOf(thrown), thrown);
  }

  static CheckEnded outOfTime(String message) {
    return new CheckEnded(Why.OUT_OF_TIME, "", message, null);
  }

  Why why() {
    return why;
  }

  String check() {
    return check;
  }
}
