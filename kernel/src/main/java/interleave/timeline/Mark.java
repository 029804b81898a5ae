package interleave.timeline;

/**
 * A moment that all lanes are compared with.
 *
 * @param at in nanoseconds since the run began
 * @param label what stands at it, such as "limit 200 ms"
 */
public record Mark(Kind kind, long at, String label) {

  public enum Kind {
    /** No way is faster: the longest single wait. */
    LIMIT,
    /** What the reader expected. */
    PREDICTION
  }

  public Mark {
    if (at < 0) {
      throw new IllegalArgumentException("a mark before the run: " + at);
    }
  }
}
