package interleave.slow;

import java.util.Arrays;

/** The requests of one set in the order of their arrival, as numbers. Owned by its set. */
final class Arrivals {

  private static final int MOST = 100_000;

  /** How a request ended; sent by its name. */
  enum Ending {
    IN_FLIGHT,
    ANSWERED,
    FAILED,
    REFUSED,
    CANCELLED
  }

  private int[] pages = new int[16];
  private long[] at = new long[16];
  private long[] took = new long[16];
  private Ending[] endings = new Ending[16];
  private int size;

  /** Notes a request, and returns its number; beyond the most that are kept, nothing is noted. */
  int add(int page, long nanos) {
    if (size == MOST) {
      return MOST;
    }
    if (size == pages.length) {
      pages = Arrays.copyOf(pages, 2 * size);
      at = Arrays.copyOf(at, 2 * size);
      took = Arrays.copyOf(took, 2 * size);
      endings = Arrays.copyOf(endings, 2 * size);
    }
    pages[size] = page;
    at[size] = nanos;
    endings[size] = Ending.IN_FLIGHT;
    return size++;
  }

  void ended(int number, Ending ending, long nanos) {
    if (number < MOST) {
      endings[number] = ending;
      took[number] = nanos - at[number];
    }
  }

  /**
   * Adds a line "page nanoseconds ending nanoseconds" for each: when it came and how long it took.
   */
  void write(StringBuilder text, long from) {
    for (int i = 0; i < size; i++) {
      text.append(pages[i]).append(' ').append(at[i] - from).append(' ');
      text.append(endings[i]).append(' ').append(took[i]).append('\n');
    }
  }

  int size() {
    return size;
  }
}
