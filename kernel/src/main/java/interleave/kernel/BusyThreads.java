package interleave.kernel;

import java.util.List;

/**
 * The threads that a stop has not ended.
 *
 * @param count how many they are
 * @param first some of them, enough for a reader
 */
public record BusyThreads(int count, List<BusyThread> first) {
  public static final BusyThreads NONE = new BusyThreads(0, List.of());

  public BusyThreads {
    first = List.copyOf(first);
    if (count < first.size()) {
      throw new IllegalArgumentException(
          "there are at least those that are named, " + first.size() + ", found: " + count);
    }
  }

  /** Exactly these. */
  public static BusyThreads of(List<BusyThread> all) {
    return new BusyThreads(all.size(), all);
  }
}
