package interleave.worker;

import java.util.List;

/**
 * The threads that a stop has not ended.
 *
 * @param count how many they are
 * @param first some of them: more than anybody reads about; ten thousand may be stuck alike
 */
public record Stubborn(int count, List<Busy> first) {
  private static final int MOST = 50;

  /** Looks at the stacks of the first. */
  static Stubborn of(List<Thread> threads) {
    return new Stubborn(
        threads.size(),
        threads.stream()
            .limit(MOST)
            .map(thread -> Busy.of(thread, thread.getStackTrace()))
            .toList());
  }
}
