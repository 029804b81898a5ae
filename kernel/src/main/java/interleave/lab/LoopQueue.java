package interleave.lab;

import java.time.Duration;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** An event loop without its comforts: handlers by the time they are due, and who runs them. */
final class LoopQueue {

  // @start region="EventLoop"
  record Timer(long due, long number, Runnable handler) implements Delayed {
    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      var that = (Timer) other; // of two that are due at the same time, the earlier call goes first
      return due == that.due ? Long.compare(number, that.number) : Long.compare(due - that.due, 0);
    }
  }

  private final DelayQueue<Timer> timers = new DelayQueue<>();
  private final AtomicLong count = new AtomicLong();

  /** By any thread. */
  Timer add(Duration delay, Runnable handler) {
    var timer = new Timer(System.nanoTime() + delay.toNanos(), count.incrementAndGet(), handler);
    timers.add(timer);
    return timer;
  }

  /** By the one thread of the loop. */
  void runNext() throws InterruptedException {
    timers.take().handler().run();
  }

  // @end
  /** Whether it was still to come; now it will not. */
  boolean remove(Timer timer) {
    return timers.remove(timer);
  }
}
