package interleave.slow;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One request, as far as this service looks at it.
 *
 * @param control whether it carries the header of the control protocol
 * @param foreign whether it says that a web page sent it
 * @param last whether the client wants the connection closed after the answer
 * @param body empty but for the control protocol
 * @param readAt when its last byte was read, by {@code System.nanoTime()}: the delay counts from
 *     here
 */
record Request(
    String method,
    String target,
    String host,
    boolean control,
    boolean foreign,
    boolean last,
    String body,
    long readAt) {

  private static final int MOST_HEADERS = 100;

  /** The head of a request, without the body that {@code length} bytes after it hold. */
  static final class Head {
    private String method = "";
    private String target = "";
    private @Nullable String host;
    private int length = -1;
    private boolean control;
    private boolean foreign;
    private boolean last;

    int length() {
      return Math.max(0, length);
    }

    Request with(String body, long readAt) {
      return new Request(
          method, target, host == null ? "" : host, control, foreign, last, body, readAt);
    }

    /**
     * Reads the lines up to the empty one, and refuses what is not plainly HTTP/1: leniency is how
     * two parties come to read one request differently.
     */
    static Head parse(String lines) throws BadRequest {
      var head = new Head();
      int count = 0;
      int start = 0;
      for (int end = lines.indexOf("\r\n"); end >= 0; end = lines.indexOf("\r\n", start)) {
        String line = lines.substring(start, end);
        if (start == 0) {
          head.requestLine(line);
        } else {
          head.header(line);
        }
        if (++count > MOST_HEADERS) {
          throw new BadRequest(431, "at most " + MOST_HEADERS + " header lines are read");
        }
        start = end + 2;
      }
      if (head.host == null) {
        throw new BadRequest(400, "a request needs a Host header");
      }
      return head;
    }

    private void requestLine(String line) throws BadRequest {
      String[] words = line.split(" ", -1);
      if (words.length != 3
          || words[0].isEmpty()
          || !words[1].startsWith("/")
          || hasControls(line)) {
        throw new BadRequest(400, "expected a request line such as GET /set/7 HTTP/1.1");
      }
      switch (words[2]) {
        case "HTTP/1.1" -> {}
        case "HTTP/1.0" -> last = true;
        default ->
            throw new BadRequest(
                words[2].startsWith("HTTP/") ? 505 : 400, "this service speaks HTTP/1.1");
      }
      method = words[0];
      target = words[1];
    }

    private void header(String line) throws BadRequest {
      int colon = line.indexOf(':');
      if (colon <= 0 || hasSpace(line, colon) || hasControls(line)) {
        throw new BadRequest(400, "expected header lines such as Host: 127.0.0.1");
      }
      String value = line.substring(colon + 1).strip();
      switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
        case "host" -> {
          if (host != null) {
            throw new BadRequest(400, "expected one Host header, found two");
          }
          host = value;
        }
        case "content-length" -> {
          if (length >= 0) {
            throw new BadRequest(400, "expected one Content-Length header, found two");
          }
          length = RequestReader.bodyLength(value);
        }
        case "transfer-encoding" ->
            throw new BadRequest(400, "a body needs a Content-Length here, not chunks");
        case "connection" -> last |= value.toLowerCase(Locale.ROOT).contains("close");
        case "origin" -> foreign = true;
        case "interleave-control" -> control = true;
        default -> {}
      }
    }

    private static boolean hasSpace(String line, int end) {
      for (int i = 0; i < end; i++) {
        if (Character.isWhitespace(line.charAt(i))) {
          return true;
        }
      }
      return false;
    }

    private static boolean hasControls(String line) {
      for (int i = 0; i < line.length(); i++) {
        char c = line.charAt(i);
        if ((c < ' ' && c != '\t') || c == 127) {
          return true;
        }
      }
      return false;
    }
  }
}
