package interleave.lab;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads one HTTP/1.1 answer from a connection: status line, headers, and a body in any of the three
 * framings.
 */
final class HttpAnswerReader {

  private static final int LONGEST_HEAD = 64 * 1024;
  private static final int LONGEST_BODY = 16 * 1024 * 1024;
  private static final int TO_THE_END = -1;

  private final HttpConnection connection;

  private int status;
  private String reason = "";
  private int length = TO_THE_END;
  private boolean chunked;
  private boolean reusable = true;
  private Charset charset = UTF_8;
  private long delayNanos;
  private long retryAfter = -1;

  HttpAnswerReader(HttpConnection connection) {
    this.connection = connection;
  }

  HttpAnswer read() throws IOException {
    do {
      readHead();
    } while (status < 200); // "100 Continue" and its like come before the answer
    byte[] body = readBody();
    return new HttpAnswer(
        status,
        reason,
        new String(body, charset),
        reusable && connection.isClean(),
        delayNanos,
        retryAfter);
  }

  private void readHead() throws IOException {
    String line = readLine();
    int code = line.indexOf(' ') + 1;
    if (!line.startsWith("HTTP/1.") || code == 0 || line.length() < code + 3) {
      throw new IOException("expected an answer such as HTTP/1.1 200 OK, found: " + line);
    }
    status = (int) number(line.substring(code, code + 3), 999);
    reason = line.substring(code + 3).strip();
    reusable = !line.startsWith("HTTP/1.0");
    for (line = readLine(); !line.isEmpty(); line = readLine()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        header(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
  }

  private void header(String name, String value) throws IOException {
    switch (name) {
      case "content-length" -> length = (int) number(value, LONGEST_BODY);
      case "transfer-encoding" -> chunked = value.toLowerCase(Locale.ROOT).endsWith("chunked");
      case "connection" -> reusable &= !value.toLowerCase(Locale.ROOT).contains("close");
      case "content-type" -> charset = charset(value);
      case "slow-for" -> delayNanos = number(value, Long.MAX_VALUE);
      case "retry-after" -> retryAfter = seconds(value);
      default -> {}
    }
  }

  /** It may be a date instead, which nobody here needs. */
  private static long seconds(String value) {
    return value.matches("[0-9]{1,6}") ? Long.parseLong(value) : -1;
  }

  private static Charset charset(String contentType) {
    String lower = contentType.toLowerCase(Locale.ROOT);
    int at = lower.indexOf("charset=");
    if (at < 0) {
      return UTF_8;
    }
    @Nullable Charset named =
        Charset.forName(lower.substring(at + 8).replaceAll("[\"' ]|;.*", ""), null);
    return named == null ? UTF_8 : named;
  }

  private byte[] readBody() throws IOException {
    if (status == 204 || status == 304) {
      return new byte[0];
    }
    var body = new ByteArrayOutputStream(chunked ? 256 : Math.max(length, 0));
    if (chunked) {
      readChunks(body);
    } else if (length != TO_THE_END) {
      readInto(body, length);
    } else {
      reusable = false;
      readToTheEnd(body);
    }
    return body.toByteArray();
  }

  private void readChunks(ByteArrayOutputStream body) throws IOException {
    while (true) {
      String size = readLine();
      int extension = size.indexOf(';');
      int count = hex(extension < 0 ? size : size.substring(0, extension));
      if (count == 0) {
        break;
      }
      readInto(body, count);
      readLine();
    }
    while (!readLine().isEmpty()) {
      // Trailers say nothing that is asked here.
    }
  }

  private static int hex(String size) throws IOException {
    try {
      int count = Integer.parseInt(size.strip(), 16);
      if (count >= 0) {
        return count;
      }
    } catch (NumberFormatException _) {
      // told below
    }
    throw new IOException("expected the size of a chunk, found: " + size);
  }

  private void readInto(ByteArrayOutputStream body, int count) throws IOException {
    requireRoom(body.size() + (long) count);
    for (int left = count; left > 0; ) {
      ByteBuffer received = receivedOrThrow();
      int part = Math.min(left, received.remaining());
      take(received, part, body);
      left -= part;
    }
  }

  private void readToTheEnd(ByteArrayOutputStream body) throws IOException {
    do {
      ByteBuffer received = connection.received();
      requireRoom(body.size() + (long) received.remaining());
      take(received, received.remaining(), body);
    } while (connection.receive());
  }

  private static void take(ByteBuffer received, int count, ByteArrayOutputStream body) {
    var part = new byte[count];
    received.get(part);
    body.writeBytes(part);
  }

  private static void requireRoom(long size) throws IOException {
    if (size > LONGEST_BODY) {
      throw new IOException("expected a page of at most " + LONGEST_BODY + " bytes, found more");
    }
  }

  private String readLine() throws IOException {
    for (int searched = 0; ; ) {
      ByteBuffer received = connection.received();
      for (int i = searched; i < received.remaining(); i++) {
        if (received.get(received.position() + i) == '\n') {
          var bytes = new byte[i + 1];
          received.get(bytes);
          boolean carriageReturn = i > 0 && bytes[i - 1] == '\r';
          return new String(bytes, 0, carriageReturn ? i - 1 : i, ISO_8859_1);
        }
      }
      searched = received.remaining();
      if (searched > LONGEST_HEAD) {
        throw new IOException(
            "expected header lines of at most " + LONGEST_HEAD + " bytes, found longer ones");
      }
      receiveOrThrow();
    }
  }

  private ByteBuffer receivedOrThrow() throws IOException {
    if (!connection.received().hasRemaining()) {
      receiveOrThrow();
    }
    return connection.received();
  }

  private void receiveOrThrow() throws IOException {
    if (!connection.receive()) {
      throw new EOFException("the connection ended in the middle of an answer");
    }
  }

  private static long number(String digits, long most) throws IOException {
    if (!digits.isEmpty()
        && digits.length() < 19
        && digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      long number = Long.parseLong(digits);
      if (number <= most) {
        return number;
      }
    }
    throw new IOException("expected a number up to " + most + ", found: " + digits);
  }
}
