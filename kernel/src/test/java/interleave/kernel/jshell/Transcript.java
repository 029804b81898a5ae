package interleave.kernel.jshell;

import interleave.kernel.KernelEvent;
import interleave.kernel.KernelListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one kernel let its reader see, to be asked and waited for by any thread. */
final class Transcript implements KernelListener {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final List<KernelEvent> events = new ArrayList<>();

  @Override
  public void accept(KernelEvent event) {
    lock.lock();
    try {
      events.add(event);
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  List<KernelEvent> events() {
    lock.lock();
    try {
      return List.copyOf(events);
    } finally {
      lock.unlock();
    }
  }

  <E extends KernelEvent> Stream<E> events(Class<E> type) {
    return events().stream().filter(type::isInstance).map(type::cast);
  }

  Stream<KernelEvent.Printed> printed(String cell) {
    return events(KernelEvent.Printed.class).filter(event -> event.cell().value().equals(cell));
  }

  /** All text under a cell, whichever thread and stream it came from. */
  String text(String cell) {
    return printed(cell).map(KernelEvent.Printed::text).collect(Collectors.joining());
  }

  /**
   * Waits until the transcript is as expected; fails with all threads' stacks after half a minute.
   */
  void await(String what, Predicate<Transcript> expected) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    lock.lock();
    try {
      while (!expected.test(this)) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          throw new AssertionError(
              "waited 30 s for " + what + ", got " + events + "\n" + threads());
        }
        grown.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted while waiting for " + what, e);
    } finally {
      lock.unlock();
    }
  }

  private static String threads() {
    return Thread.getAllStackTraces().entrySet().stream()
        .map(entry -> entry.getKey() + " " + List.of(entry.getValue()))
        .collect(Collectors.joining("\n"));
  }
}
