package interleave.kernel.jshell;

import java.time.Duration;

/** Does something unless it is closed in time. */
final class Alarm implements AutoCloseable {
  private final Thread thread;

  Alarm(String name, Duration limit, Runnable action) {
    thread =
        Thread.ofVirtual()
            .name(name)
            .start(() -> {
              try {
                Thread.sleep(limit);
              } catch (InterruptedException e) {
                return; // closed
              }
              action.run();
            });
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
