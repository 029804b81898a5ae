package interleave.session;

import interleave.kernel.Completions;
import interleave.notebook.Change;
import interleave.session.Message.Snapshot;
import interleave.session.Message.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A tab that remembers all it was told, and checks that nothing is missing in between. */
final class Tab {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition told = lock.newCondition();
  private final List<Message> messages = new ArrayList<>();
  private final Client client;
  private boolean reads = true;
  private long seq;

  Tab(String name) {
    client = new Client(name, this::receive);
  }

  static Tab on(Session session) {
    var tab = new Tab("tab");
    session.connect(tab.client);
    return tab;
  }

  Client client() {
    return client;
  }

  /** From now on the network takes nothing. */
  void stopReading() {
    setReads(false);
  }

  void readAgain() {
    setReads(true);
  }

  private void setReads(boolean reads) {
    lock.lock();
    try {
      this.reads = reads;
      told.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void receive(Message message) {
    lock.lock();
    try {
      while (!reads) {
        told.awaitUninterruptibly();
      }
      switch (message) {
        case Snapshot(_, var first, _) -> seq = first;
        case Update(var next, _) -> {
          if (next != seq + 1) {
            throw new AssertionError("after " + seq + " came " + next);
          }
          seq = next;
        }
        case Message.Answer _, Message.Pong _, Message.Deleted _, Message.Refused _ -> {}
      }
      messages.add(message);
      told.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for such a change, also if it came already. */
  void sees(Predicate<Change> expected, String what) {
    lock.lock();
    try {
      Patience.await(
          lock,
          told,
          () ->
              messages.stream()
                  .anyMatch(m -> m instanceof Update(_, var change) && expected.test(change)),
          what);
    } finally {
      lock.unlock();
    }
  }

  void sees(Change expected) {
    sees(expected::equals, expected.toString());
  }

  /** Waits for a message of that kind. */
  void hears(Class<? extends Message> kind) {
    lock.lock();
    try {
      Patience.await(
          lock, told, () -> messages.stream().anyMatch(kind::isInstance), kind.getName());
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the nth snapshot, counted from 1. */
  Snapshot snapshot(int n) {
    lock.lock();
    try {
      Patience.await(lock, told, () -> snapshots().size() >= n, "snapshot " + n);
      return snapshots().get(n - 1);
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the answer to that question. */
  Completions completions(long request) {
    lock.lock();
    try {
      Patience.await(lock, told, () -> answers().containsKey(request), "completions " + request);
      return Objects.requireNonNull(answers().get(request));
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the answer to this question. */
  <A extends Message.Answer> A answer(long request, Class<A> type) {
    lock.lock();
    try {
      Patience.await(
          lock,
          told,
          () -> answers(type).anyMatch(a -> a.request() == request),
          "answer " + request);
      return answers(type).filter(a -> a.request() == request).findFirst().orElseThrow();
    } finally {
      lock.unlock();
    }
  }

  private <A extends Message.Answer> Stream<A> answers(Class<A> type) {
    return messages.stream().filter(type::isInstance).map(type::cast);
  }

  /** The questions that were answered so far. */
  Set<Long> answered() {
    lock.lock();
    try {
      return answers().keySet();
    } finally {
      lock.unlock();
    }
  }

  private Map<Long, Completions> answers() {
    return messages.stream()
        .filter(Message.Completed.class::isInstance)
        .map(Message.Completed.class::cast)
        .collect(Collectors.toMap(Message.Completed::request, Message.Completed::completions));
  }

  List<Change> changes() {
    lock.lock();
    try {
      return messages.stream()
          .filter(Update.class::isInstance)
          .map(message -> ((Update) message).change())
          .toList();
    } finally {
      lock.unlock();
    }
  }

  private List<Snapshot> snapshots() {
    return messages.stream().filter(Snapshot.class::isInstance).map(Snapshot.class::cast).toList();
  }
}
