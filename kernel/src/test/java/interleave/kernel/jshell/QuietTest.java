package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class QuietTest {
  private final Quiet quiet = new Quiet();

  private CompletableFuture<Void> awaitInBackground() {
    return CompletableFuture.runAsync(
            () -> {
              try {
                quiet.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            },
            Thread::startVirtualThread)
        .orTimeout(30, TimeUnit.SECONDS);
  }

  @Test
  void isThereBeforeTheFirstCell() throws Exception {
    quiet.await();
  }

  @Test
  void comesWhenTheLastCellHasEnded() {
    quiet.cellStarts();
    quiet.cellStarts();
    var waiting = awaitInBackground();
    quiet.cellEnded();
    assertThat(waiting).isNotDone();
    quiet.cellEnded();
    waiting.join();
  }

  @Test
  void isNotWaitedForWhenAReaderWaits() {
    quiet.cellStarts();
    var waiting = awaitInBackground();
    quiet.readerWaits();
    waiting.join();
  }
}
