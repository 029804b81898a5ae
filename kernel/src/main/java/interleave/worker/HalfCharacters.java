package interleave.worker;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns bytes that come in pieces into text: the first bytes of a character wait for the rest of
 * it, for each thread apart, as two threads may each be in the middle of one.
 */
final class HalfCharacters {
  private static final int MOST_BYTES_OF_A_CHARACTER = 4;

  // Not static: System.out and System.err have one each, for as long as the worker lives.
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<byte @Nullable []> begun = new ThreadLocal<>();

  String decode(byte[] bytes, int from, int length) {
    Objects.checkFromIndexSize(from, length, bytes.length);
    byte[] before = begun.get();
    byte[] all =
        before == null
            ? Arrays.copyOfRange(bytes, from, from + length)
            : joined(before, bytes, from, length);
    int complete = all.length - begunBytes(all);
    if (complete < all.length) {
      begun.set(Arrays.copyOfRange(all, complete, all.length));
    } else if (before != null) {
      begun.remove();
    }
    return new String(all, 0, complete, StandardCharsets.UTF_8);
  }

  private static byte[] joined(byte[] before, byte[] bytes, int from, int length) {
    byte[] all = Arrays.copyOf(before, before.length + length);
    System.arraycopy(bytes, from, all, before.length, length);
    return all;
  }

  /** How many bytes at the end begin a character that needs more than there are. */
  private static int begunBytes(byte[] bytes) {
    int most = Math.min(bytes.length, MOST_BYTES_OF_A_CHARACTER - 1);
    for (int count = 1; count <= most; count++) {
      int next = bytes[bytes.length - count] & 0xFF;
      boolean continues = (next & 0b1100_0000) == 0b1000_0000;
      if (!continues) {
        return bytesOfCharacter(next) > count ? count : 0;
      }
    }
    return 0;
  }

  private static int bytesOfCharacter(int first) {
    if (first >= 0b1111_0000 && first < 0b1111_1000) {
      return 4;
    }
    if (first >= 0b1110_0000 && first < 0b1111_0000) {
      return 3;
    }
    return first >= 0b1100_0000 && first < 0b1110_0000 ? 2 : 1;
  }
}
