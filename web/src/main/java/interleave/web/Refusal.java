package interleave.web;

/** What a page sent is no operation; the message says what was expected. */
final class Refusal extends RuntimeException {
  Refusal(String message) {
    super(message);
  }
}
