package interleave.slow;

import java.util.SplittableRandom;

/** The throws for one request: of the same seed, page and attempt always the same. */
record Dice(double share, double jitter) {

  static Dice of(long seed, int page, int attempt) {
    // The three are spread over all bits, for neighbours would throw alike.
    long mixed = (seed * 0x9E3779B97F4A7C15L + page) * 0xBF58476D1CE4E5B9L + attempt;
    var random = new SplittableRandom(mixed);
    return new Dice(random.nextDouble(), random.nextDouble());
  }
}
