package interleave.timeline;

import java.util.StringJoiner;

/** What else took time while a cell ran, so that nobody takes it for the cell's own. */
final class Notes {
  /** Below this share of the cell's time it is not worth a word. */
  private static final double WORTH_A_WORD = 0.1;

  private static final long LEAST_NANOS = 5_000_000;

  /** The clock ticks: with this much of the cores in use, a thread has reason to wait for one. */
  private static final double NEARLY_ALL_CORES = 0.85;

  private Notes() {}

  static String on(Circumstances circumstances, Totals totals, long wallNanos) {
    var sentences = new StringJoiner(" ");
    long compiling = circumstances.compilingNanos();
    if (compiling > LEAST_NANOS && compiling > WORTH_A_WORD * wallNanos) {
      sentences.add(
          "Java compiled code for "
              + Words.duration(compiling)
              + " meanwhile: the first runs of code are slower, and say less, than later ones.");
    }
    long free = (long) (NEARLY_ALL_CORES * circumstances.cores() * wallNanos) - totals.doing();
    if (totals.ready() > LEAST_NANOS && totals.ready() > WORTH_A_WORD * wallNanos && free > 0) {
      sentences.add(
          "Threads were ready for "
              + Words.duration(totals.ready())
              + " without a core, although the cell did not fill all of them: something else on this"
              + " machine was busy, Java's compiler or another program.");
    }
    if (!circumstances.note().isEmpty()) {
      sentences.add(circumstances.note());
    }
    return sentences.toString();
  }
}
