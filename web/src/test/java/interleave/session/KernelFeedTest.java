package interleave.session;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.display.MimeBundle;
import interleave.kernel.CellId;
import interleave.kernel.KernelEvent;
import interleave.kernel.KernelEvent.Stream;
import interleave.notebook.Operation.ByKernel;
import interleave.notebook.Output;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a kernel says while the inbox is busy. If it did not fit, these tests would wait for ever.
 */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KernelFeedTest {
  private static final CellId CELL = new CellId("a");
  private static final int VERY_MANY = 50_000;

  private final KernelFeed feed = new KernelFeed(1, _ -> {});

  private void printed(String text) {
    feed.accept(
        new KernelEvent.Printed(CELL, Stream.OUT, "main", false, false, Instant.EPOCH, text));
  }

  private void displayed(String display, String text) {
    feed.accept(new KernelEvent.Displayed(CELL, display, MimeBundle.text(text)));
  }

  private void updated(String display, String text) {
    feed.accept(new KernelEvent.DisplayUpdated(CELL, display, MimeBundle.text(text)));
  }

  private static ByKernel arrived(String display, String text) {
    return new ByKernel.OutputArrived(
        1, CELL, new Output.Display(false, display, MimeBundle.text(text)));
  }

  @Test
  void keepsOfManyUpdatesTheLastInTheFirstsPlace() {
    displayed("1.1", "0");
    displayed("1.2", "other");
    for (int i = 0; i <= VERY_MANY; i++) {
      updated("1.1", "value " + i);
    }
    assertThat(feed.take())
        .containsExactly(arrived("1.1", "value " + VERY_MANY), arrived("1.2", "other"));
  }

  @Test
  void keepsTheLastUpdateOfAPlaceThatIsShownAlready() {
    for (int i = 0; i <= VERY_MANY; i++) {
      updated("1." + i % 2, "value " + i);
    }
    assertThat(feed.take())
        .containsExactly(
            new ByKernel.DisplayUpdated(1, CELL, "1.0", MimeBundle.text("value " + VERY_MANY)),
            new ByKernel.DisplayUpdated(
                1, CELL, "1.1", MimeBundle.text("value " + (VERY_MANY - 1))));
  }

  @Test
  void forgetsWhatWasClearedBeforeAnyoneSawIt() {
    for (int i = 0; i <= VERY_MANY; i++) {
      feed.accept(new KernelEvent.OutputCleared(CELL));
      displayed("1." + i, "x".repeat(1_000));
    }
    printed("end\n");
    assertThat(feed.take())
        .hasSize(3)
        .startsWith(
            new ByKernel.OutputCleared(1, CELL), arrived("1." + VERY_MANY, "x".repeat(1_000)));
  }
}
