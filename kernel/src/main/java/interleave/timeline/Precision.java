package interleave.timeline;

/** How well the states of a thread are known. */
public enum Precision {
  /** Every change of state was seen when it happened. */
  EXACT,
  /**
   * Sleeps, parks and socket reads are exact; locks of {@code synchronized} and cores are sampled.
   */
  WAITS_EXACT,
  /** Somebody looked every few milliseconds. */
  SAMPLED
}
