package interleave.slow;

/** A request that gets no page: the status of the answer, and a sentence for whoever sent it. */
final class BadRequest extends Exception {

  private final int status;

  BadRequest(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
