package interleave.lab;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What every cell can call without an import to work with one thread that never waits. */
public class Looping extends Charts {

  protected Looping() {}

  /**
   * Starts an event loop: one thread, a queue and timers.
   *
   * {@snippet :
   * try (var loop = eventLoop()) {
   *   loop.execute(() -> IO.println("on " + Thread.currentThread().getName()));
   * }
   * }
   *
   * <p>Leaves out an end by itself: it goes on until it is closed.
   */
  public static EventLoop eventLoop() {
    return new EventLoop();
  }

  // @start region="runBlocking"
  /**
   * Starts an event loop, starts something on it, waits for its result and closes the loop. In
   * Python: {@code asyncio.run}.
   *
   * {@snippet :
   * IO.println(runBlocking(loop -> loop.sleep(ofMillis(20)).thenApply(_ -> "rested")));
   * }
   *
   * <p>Leaves out cancelling: what is still under way comes to its end first.
   *
   * @throws Exception what the future ends with
   */
  public static <T extends @Nullable Object> T runBlocking(
      Function<EventLoop, CompletableFuture<T>> main) throws Exception {
    try (var loop = eventLoop()) {
      return loop.runBlocking(() -> main.apply(loop));
    }
  }

  // @end
  /**
   * Beats on a thread of its own, of the kind that is given, until it is closed.
   *
   * {@snippet :
   * try (var heart = heartbeat(Thread.ofPlatform(), ofMillis(10))) {
   *   cpuWork(4, ofMillis(20)).virtualThreads();
   *   IO.println(heart.longestGap().toMillis() + " ms");
   * }
   * }
   *
   * <p>Leaves out a loop: {@code EventLoop} has a heartbeat too.
   */
  public static Heartbeat heartbeat(Thread.Builder kind, Duration period) {
    var heart = new Heartbeat(period);
    var thread =
        kind.name("heartbeat")
            .start(() -> {
              try {
                while (true) {
                  Thread.sleep(period);
                  heart.beat();
                }
              } catch (InterruptedException _) {
                // it is closed
              }
            });
    heart.stopsBy(thread::interrupt);
    return heart;
  }
}
