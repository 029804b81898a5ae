package interleave.worker;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What was typed for a run and not read yet. Only with the {@link Keyboard}'s lock. */
final class Unread {
  private byte[] bytes = {};
  private int next;

  boolean isEmpty() {
    return next == bytes.length;
  }

  int size() {
    return bytes.length - next;
  }

  void add(byte[] more) {
    byte[] all = Arrays.copyOfRange(bytes, next, bytes.length + more.length);
    System.arraycopy(more, 0, all, size(), more.length);
    bytes = all;
    next = 0;
  }

  /** The number of bytes read, -1 if there are none. */
  int read(byte[] to, int from, int length) {
    if (isEmpty()) {
      return -1;
    }
    int count = Math.min(length, size());
    System.arraycopy(bytes, next, to, from, count);
    next += count;
    return count;
  }

  /** Up to the end of the line, which is left out; null if there is nothing. */
  @Nullable String readLine() {
    if (isEmpty()) {
      return null;
    }
    int end = next;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    String line = new String(bytes, next, end - next, StandardCharsets.UTF_8);
    next = Math.min(end + 1, bytes.length);
    return line;
  }
}
