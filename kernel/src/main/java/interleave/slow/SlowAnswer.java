package interleave.slow;

import interleave.slow.Visit.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One answer in the pieces in which it leaves. */
final class SlowAnswer {

  /** Nobody sees a body come more smoothly than this. */
  private static final long PIECE_NANOS = Duration.ofMillis(20).toNanos();

  private static final int MOST_PIECES = 100;

  private final List<byte[]> early;
  private final byte[] last;
  private final long delayNanos;
  private final long bodyNanos;

  private SlowAnswer(List<byte[]> early, byte[] last, long delayNanos, long bodyNanos) {
    this.early = early;
    this.last = last;
    this.delayNanos = delayNanos;
    this.bodyNanos = bodyNanos;
  }

  static SlowAnswer to(Visit visit, Behaviour behaviour) {
    if (visit.plan() == Plan.FAIL) {
      String sentence = "page " + visit.page() + " fails on purpose";
      return whole(Answer.failed(sentence, visit.delayNanos()), visit.delayNanos());
    }
    String text = behaviour.text(visit.page());
    byte[] all = Answer.ok(text, visit.delayNanos() + behaviour.bodyNanos());
    return behaviour.bodyNanos() == 0
        ? whole(all, visit.delayNanos())
        : trickling(all, all.length - text.length(), visit.delayNanos(), behaviour.bodyNanos());
  }

  static byte[] refusal(Behaviour behaviour, Visit visit) {
    return visit.plan() == Plan.REFUSE_RATE
        ? Answer.tooMany(
            429,
            "Retry-After: 1\r\n",
            "at most " + behaviour.mostPerSecond() + " requests a second are served")
        : Answer.tooMany(
            503, "", "at most " + behaviour.mostInFlight() + " requests at a time are served");
  }

  private static SlowAnswer whole(byte[] all, long delayNanos) {
    return new SlowAnswer(List.of(), all, delayNanos, 0);
  }

  private static SlowAnswer trickling(byte[] all, int head, long delayNanos, long bodyNanos) {
    int pieces = Math.clamp(bodyNanos / PIECE_NANOS, 1, MOST_PIECES);
    var early = new ArrayList<byte[]>();
    early.add(Arrays.copyOf(all, head));
    int from = head;
    for (int i = 1; i < pieces; i++) {
      int to = head + (int) ((all.length - (long) head) * i / pieces);
      early.add(Arrays.copyOfRange(all, from, to));
      from = to;
    }
    return new SlowAnswer(early, Arrays.copyOfRange(all, from, all.length), delayNanos, bodyNanos);
  }

  /** What leaves before the last piece; empty for an answer that leaves at once. */
  List<byte[]> early() {
    return early;
  }

  byte[] last() {
    return last;
  }

  /** When a piece is due, in nanoseconds after the request; the first has the number 0. */
  long dueAfter(int piece) {
    return delayNanos + bodyNanos * piece / Math.max(1, early.size());
  }
}
