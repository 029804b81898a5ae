package interleave.lab;

import interleave.display.Json;
import interleave.display.MimeBundle;
import java.util.LinkedHashMap;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far something has come at one moment; the example is {@code
 * web/protocol/server/output-added-progress.json}.
 *
 * @param total null if nobody knows
 */
record ProgressFacts(
    String label, long done, @Nullable Long total, State state, long elapsedNanos) {
  private static final int BAR = 20;

  /** Below this a rate says more about the start than about the work. */
  private static final long SHORTEST_NANOS = 20_000_000;

  enum State {
    RUNNING,
    DONE,
    /** Nobody works on it any more. */
    LEFT
  }

  MimeBundle bundle() {
    var forms = new LinkedHashMap<String, String>();
    forms.put(MimeBundle.PROGRESS, json());
    forms.put(MimeBundle.TEXT, text());
    return new MimeBundle(forms);
  }

  private String json() {
    var facts = new LinkedHashMap<String, @Nullable Object>();
    Double rate = perSecond();
    facts.put("label", label);
    facts.put("done", done);
    facts.put("total", total);
    facts.put("state", state.name().toLowerCase(Locale.ROOT));
    facts.put("elapsedMs", elapsedNanos / 1_000_000);
    facts.put("perSecond", rate == null ? null : Math.round(rate * 1_000) / 1_000.0);
    facts.put("remainingMs", remainingMs());
    return Json.text(facts);
  }

  /** {@code pages 37 of 100, 37 % [#######-------------] 12.3 a second, 5.1 s left}. */
  String text() {
    var text = new StringBuilder(label.isEmpty() ? "" : label + "  ");
    text.append(state == State.LEFT ? "left at " : "").append(Numbers.whole(done));
    if (total != null) {
      double share = total == 0 ? 1 : Math.clamp((double) done / total, 0, 1);
      int filled = (int) (BAR * share);
      text.append(" of ").append(Numbers.whole(total));
      text.append(", ").append((int) (100 * share)).append(" %  [");
      text.repeat('#', filled).repeat('-', BAR - filled).append(']');
    }
    text.append("  ").append(seconds(elapsedNanos / 1e9));
    Double rate = perSecond();
    if (rate != null) {
      text.append(", ").append(Numbers.decimals(rate, rate < 100 ? 1 : 0)).append(" a second");
    }
    Long remaining = remainingMs();
    if (remaining != null) {
      text.append(", ").append(seconds(remaining / 1e3)).append(" left");
    }
    return text.toString();
  }

  private static String seconds(double seconds) {
    return Numbers.decimals(seconds, 1) + " s";
  }

  private @Nullable Double perSecond() {
    return elapsedNanos < SHORTEST_NANOS || done == 0 ? null : done * 1e9 / elapsedNanos;
  }

  private @Nullable Long remainingMs() {
    Double rate = perSecond();
    return state != State.RUNNING || rate == null || total == null
        ? null
        : (Long) Math.round(1e3 * Math.max(0, total - done) / rate);
  }
}
