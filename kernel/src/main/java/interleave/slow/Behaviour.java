package interleave.slow;

import java.util.Set;

/**
 * What the addresses of one set do besides waiting. The same seed gives the same dice in every run.
 *
 * @param jitterNanos each request waits up to so much longer
 * @param failing the share of requests that are answered 500
 * @param failingPages pages that are always answered 500
 * @param mostPerSecond more are answered 429; 0 for no limit
 * @param mostInFlight more are answered 503; 0 for no limit
 * @param bodyBytes the length of each page; 0 for as long as its text
 * @param bodyNanos how long the body takes to arrive, after the wait
 */
record Behaviour(
    long jitterNanos,
    double failing,
    Set<Integer> failingPages,
    int mostPerSecond,
    int mostInFlight,
    int bodyBytes,
    long bodyNanos,
    long seed) {

  /** The text of a page, as long as asked for. */
  String text(int page) {
    String text = "page " + page;
    return bodyBytes <= text.length() ? text : text + ".".repeat(bodyBytes - text.length());
  }

  boolean fails(int page, Dice dice) {
    return failingPages.contains(page) || dice.share() < failing;
  }
}
