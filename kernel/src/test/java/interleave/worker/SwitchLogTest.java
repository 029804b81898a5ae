package interleave.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SwitchLogTest {
  /** More than there are stripes, so that each has several, and far more than there are cores. */
  private static final int WRITERS = 32;

  /** Few enough for all of a round to fit in the log even if nobody reads. */
  private static final int WRITES = 10_000;

  private static final int ROUNDS = 50;

  private final SwitchLog log = new SwitchLog();
  private int mine;
  private int others;

  /**
   * With more writers than cores, again and again one loses its core between claiming a place and
   * writing to it. What stands behind that place is complete and must not wait for it.
   */
  @Test
  void hidesNothingThatIsCompleteBehindAWriterWhoLostItsCore() throws Exception {
    log.on(true);
    int looks = 0;
    try (var writers = Executors.newFixedThreadPool(WRITERS)) {
      for (int round = 0; round < ROUNDS; round++) {
        var left = new CountDownLatch(WRITERS);
        for (int i = 0; i < WRITERS; i++) {
          writers.execute(() -> {
            write();
            left.countDown();
          });
        }
        while (left.getCount() > 0) {
          log.accept(Thread.currentThread(), Switch.READY);
          read();
          looks++;
          assertThat(mine).as("own switches, one before each look").isEqualTo(looks);
        }
      }
    }
    read();
    assertThat(others).isEqualTo(ROUNDS * WRITERS * WRITES);
    assertThat(log.isIncomplete()).isFalse();
    assertThat(log.lost()).isZero();
  }

  private void write() {
    for (int i = 0; i < WRITES; i++) {
      log.accept(Thread.currentThread(), Switch.MOUNT);
    }
  }

  private void read() {
    log.read((_, thread, _, _) -> {
      if (thread == Thread.currentThread().threadId()) {
        mine++;
      } else {
        others++;
      }
    });
  }
}
