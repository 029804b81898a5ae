package interleave.slow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The receiving side of one connection: bytes into requests, and the ear for a client that hangs
 * up.
 */
final class RequestReader {

  private static final int FIRST_BUFFER = 512;
  private static final int LONGEST_HEAD = 16 * 1024;
  private static final int LONGEST_BODY = 512 * 1024;

  private final Socket socket;
  private final InputStream in;

  /** Received and not yet taken: {@code buffer[0]} to {@code buffer[filled - 1]}. */
  private byte[] buffer = new byte[FIRST_BUFFER];

  private int filled;

  RequestReader(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
  }

  /** The next request, or null when the client has closed the connection between two of them. */
  @Nullable Request next() throws IOException, BadRequest {
    socket.setSoTimeout(0);
    int headLength = receiveHead();
    if (headLength == 0) {
      return null;
    }
    var head = Request.Head.parse(text(0, headLength - 2));
    while (filled < headLength + head.length()) {
      if (!receive(headLength + LONGEST_BODY)) {
        return null;
      }
    }
    String body = text(headLength, head.length());
    long now = System.nanoTime();
    take(headLength + head.length());
    return head.with(body, now);
  }

  /**
   * Up to the empty line, which ends with the last two bytes; 0 when the connection ends before it.
   */
  private int receiveHead() throws IOException, BadRequest {
    int searched = 0;
    while (true) {
      for (int i = Math.max(3, searched); i < filled; i++) {
        if (buffer[i] == '\n'
            && buffer[i - 1] == '\r'
            && buffer[i - 2] == '\n'
            && buffer[i - 3] == '\r') {
          return i + 1;
        }
      }
      searched = filled;
      if (filled >= LONGEST_HEAD) {
        throw new BadRequest(431, "at most " + LONGEST_HEAD + " bytes of headers are read");
      }
      if (!receive(LONGEST_HEAD)) {
        return 0;
      }
    }
  }

  /** Waits for more bytes, and says whether any came before the end of the connection. */
  private boolean receive(int most) throws IOException {
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.min(most, 2 * buffer.length));
    }
    int count = in.read(buffer, filled, buffer.length - filled);
    filled += Math.max(0, count);
    return count > 0;
  }

  private void take(int length) {
    System.arraycopy(buffer, length, buffer, 0, filled - length);
    filled -= length;
    if (filled == 0 && buffer.length > FIRST_BUFFER) {
      buffer =
          new byte
              [FIRST_BUFFER]; // 10 000 connections must not each keep what one large request needed
    }
  }

  private String text(int from, int length) {
    return new String(buffer, from, length, ISO_8859_1);
  }

  /**
   * Waits until a moment of {@code System.nanoTime()}, listening for a client that hangs up:
   * reading until a time-out is the one wait that a closed connection ends early. A client that
   * closes only its sending half counts as gone.
   *
   * @return whether the client is still there
   */
  boolean listenUntil(long due) throws IOException {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      int millis = (int) ((left + 500_000) / 1_000_000); // the nearer, early or late
      if (millis == 0 || filled == buffer.length) {
        sleep(left);
        continue;
      }
      socket.setSoTimeout(millis);
      try {
        int count = in.read(buffer, filled, buffer.length - filled);
        if (count < 0) {
          return false;
        }
        filled += count; // of the next request, sent early
      } catch (SocketTimeoutException _) {
        // Still there, and half a millisecond is left at most: the loop sleeps it.
      }
    }
    return true;
  }

  private static void sleep(long nanos) throws IOException {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException e) {
      throw (IOException) new InterruptedIOException("the service is closing").initCause(e);
    }
  }

  /**
   * Reads and forgets, for a second or 64 KB: until then a client can read why it is hung up on.
   */
  void discard() throws IOException {
    socket.setSoTimeout(1_000);
    for (int total = 0; total < 64 * 1024; ) {
      int count = in.read(buffer, 0, buffer.length);
      if (count < 0) {
        return;
      }
      total += count;
    }
  }

  static int bodyLength(String value) throws BadRequest {
    if (value.isEmpty()
        || value.length() > 9
        || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new BadRequest(
          value.matches("[0-9]{10,}") ? 413 : 400, "expected a Content-Length in bytes");
    }
    int length = Integer.parseInt(value);
    if (length > LONGEST_BODY) {
      throw new BadRequest(
          413, "expected a body of at most " + LONGEST_BODY + " bytes, found " + length);
    }
    return length;
  }
}
