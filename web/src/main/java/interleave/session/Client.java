package interleave.session;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One tab: an outbox that never makes the session wait, and a thread of its own that writes to the
 * socket.
 *
 * <p>A tab that reads more slowly than the notebook changes fills its outbox. Then everything in it
 * is dropped, and when the writer has time again it asks the session for a snapshot, which says the
 * same in fewer words. So a tab costs a bounded amount of memory however slow it is.
 */
public final class Client {
  private static final int MOST_WAITING = 500;

  /** The way to a page; blocks while the network does. */
  @FunctionalInterface
  public interface Wire {
    void send(Message message) throws IOException;
  }

  private final String name;
  private final Wire wire;
  private final Answering answering = new Answering();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  // All below only with the lock.
  private final Queue<Message> outbox = new ArrayDeque<>();
  private State state = State.FOLLOWS;

  /**
   * A client that sends nothing yet; {@link Session#connect} starts it.
   *
   * @param name of the tab, as it calls itself
   */
  public Client(String name, Wire wire) {
    this.name = name;
    this.wire = wire;
  }

  public String name() {
    return name;
  }

  /** Says this after everything that waits already. Never blocks. */
  public void offer(Message message) {
    lock.lock();
    try {
      switch (message) {
        case Message.Snapshot _ when state == State.CATCHES_UP -> {
          state = State.FOLLOWS;
          outbox.add(message);
        }
        case Message.Snapshot _,
            Message.Update _,
            Message.Answer _,
            Message.Pong _,
            Message.Deleted _,
            Message.Refused _
            when state == State.FOLLOWS ->
            add(message);
        // Behind: the snapshot that comes contains it. Closed: nobody reads it.
        case Message.Snapshot _,
            Message.Update _,
            Message.Answer _,
            Message.Pong _,
            Message.Deleted _,
            Message.Refused _ -> {}
      }
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  private void add(Message message) {
    if (outbox.size() < MOST_WAITING) {
      outbox.add(message);
    } else {
      outbox.clear();
      state = State.BEHIND;
    }
  }

  /** Says this at last, and no more. Never blocks. */
  void endWith(Message last) {
    lock.lock();
    try {
      outbox.clear();
      outbox.add(last);
      state = State.CLOSED;
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  /** The socket is gone. */
  public void close() {
    lock.lock();
    try {
      state = State.CLOSED;
      outbox.clear();
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  Answering answering() {
    return answering;
  }

  void start(Session session) {
    Thread.ofVirtual().name("tab " + name + " of " + session.name()).start(() -> write(session));
  }

  private void write(Session session) {
    try {
      while (true) {
        switch (next()) {
          case Next.Send(var message) -> wire.send(message);
          case Next.CatchUp _ -> session.catchUp(this);
          case Next.End _ -> {
            return;
          }
        }
      }
    } catch (IOException e) {
      session.disconnect(this); // the page connects again and gets a snapshot
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private enum State {
    /** Gets every update. */
    FOLLOWS,
    /** Has missed updates. */
    BEHIND,
    /** Has missed updates and asked for a snapshot. */
    CATCHES_UP,
    CLOSED
  }

  private sealed interface Next {
    record Send(Message message) implements Next {}

    record CatchUp() implements Next {}

    record End() implements Next {}
  }

  private Next next() throws InterruptedException {
    lock.lock();
    try {
      while (true) {
        var waiting = outbox.poll();
        if (waiting != null) {
          return new Next.Send(waiting);
        }
        switch (state) {
          case CLOSED -> {
            return new Next.End();
          }
          case BEHIND -> {
            state = State.CATCHES_UP;
            return new Next.CatchUp();
          }
          case FOLLOWS, CATCHES_UP -> filled.await();
        }
      }
    } finally {
      lock.unlock();
    }
  }
}
