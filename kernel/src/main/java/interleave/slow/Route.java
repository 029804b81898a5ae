package interleave.slow;

/** What a request asks for. */
sealed interface Route {

  /** Something of the control protocol, answered without waiting. */
  record AtOnce(String body) implements Route {}

  /** A page that takes its time. */
  record Slow(SlowSet set, int page) implements Route {}
}
