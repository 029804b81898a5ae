package interleave.slow;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** Whole HTTP answers as bytes, so that each leaves with one write. */
final class Answer {

  private Answer() {}

  /**
   * @param delayNanos how long the address waits on purpose: told to the client, so that it can
   *     show times next to their limit
   */
  static byte[] ok(String body, long delayNanos) {
    return bytes("200 OK", "Slow-For: " + delayNanos + "\r\n", body);
  }

  /** What a page that fails on purpose answers. */
  static byte[] failed(String sentence, long delayNanos) {
    return bytes("500 Internal Server Error", "Slow-For: " + delayNanos + "\r\n", sentence + "\n");
  }

  /** What a request over the limit of its addresses gets: the connection stays. */
  static byte[] tooMany(int status, String headers, String sentence) {
    return bytes(status + " " + phrase(status), headers, sentence + "\n");
  }

  /**
   * Says what was wrong; the connection is closed after it, for what follows on it cannot be
   * trusted.
   */
  static byte[] refusal(BadRequest reason) {
    return bytes(
        reason.status() + " " + phrase(reason.status()),
        "Connection: close\r\n",
        reason.sentence() + "\n");
  }

  private static byte[] bytes(String status, String headers, String body) {
    byte[] text = body.getBytes(UTF_8);
    byte[] head =
        ("HTTP/1.1 "
                + status
                + "\r\nContent-Type: text/plain; charset=utf-8\r\n"
                + headers
                + "Content-Length: "
                + text.length
                + "\r\n\r\n")
            .getBytes(UTF_8);
    return ByteBuffer.allocate(head.length + text.length).put(head).put(text).array();
  }

  private static String phrase(int status) {
    return switch (status) {
      case 400 -> "Bad Request";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 413 -> "Content Too Large";
      case 421 -> "Misdirected Request";
      case 429 -> "Too Many Requests";
      case 431 -> "Request Header Fields Too Large";
      case 503 -> "Service Unavailable";
      case 505 -> "HTTP Version Not Supported";
      default -> throw new IllegalArgumentException("no phrase for status " + status);
    };
  }
}
