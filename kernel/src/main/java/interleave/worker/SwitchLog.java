package interleave.worker;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the woven JDK tells, as it comes: time, thread, kind, one detail. Called in the middle of
 * mounting a virtual thread, so it takes no lock, waits for nobody and never throws; with a handful
 * of array writes it is a fraction of what the switch itself costs.
 *
 * <p>Whoever has something to write claims a place in one of a few chunks of arrays, chosen by its
 * thread, so two cores rarely meet. One thread at a time reads. It may find a place that is claimed
 * and not yet written, if the writer lost its core in between: it reads on behind it, and comes
 * back to it next time.
 */
final class SwitchLog implements ObjIntConsumer<Object> {
  private static final int STRIPES = 8;

  /** About 4 million switches, 80 MB, behind a reader who does not come. */
  private static final int MOST_CHUNKS = 1_000;

  /** In the place of what was read before something that stands in front of it. */
  private static final long READ = -1;

  /** What a new thread is, looked up when it starts: when it has ended it is too late. */
  record Started(Thread thread, @Nullable CellRun run, Object container, String name) {}

  /** One switch. */
  interface Reader {
    void accept(long nanos, long thread, int code, @Nullable Object detail);
  }

  private static final class Chunk {
    static final int SIZE = 4_096;

    final AtomicInteger claimed = new AtomicInteger();
    final long[] nanos = new long[SIZE];
    // The number of the thread and the code; written last, so what is not 0 is complete.
    final AtomicLongArray threads = new AtomicLongArray(SIZE);
    final @Nullable Object[] details = new Object[SIZE];
    final AtomicReference<@Nullable Chunk> next = new AtomicReference<>();
    int read; // by the reader alone: all before this one
  }

  /** Where to write. */
  private final AtomicReference<Chunk>[] stripes;

  /** Where to read on, by the reader alone; from there the chunks of the stripe are linked. */
  private final Chunk[] unread = new Chunk[STRIPES];

  private final AtomicInteger chunkCount = new AtomicInteger(STRIPES);
  private final AtomicLong lost = new AtomicLong();
  private volatile boolean on;

  @SuppressWarnings({"unchecked", "rawtypes"})
  SwitchLog() {
    stripes = new AtomicReference[STRIPES];
    Arrays.setAll(unread, _ -> new Chunk());
    Arrays.setAll(stripes, i -> new AtomicReference<>(unread[i]));
  }

  void on(boolean recording) {
    on = recording;
  }

  /** How many switches found no room since the log was made. */
  long lost() {
    return lost.get();
  }

  @Override
  public void accept(Object subject, int code) {
    if (on) {
      try {
        Thread thread = (Thread) subject;
        switch (code) {
          case Switch.START -> write(thread, code, started(thread));
          case Switch.BEGIN -> {
            if (!thread.isVirtual()) {
              write(thread, code, started(thread));
            }
          }
          case Switch.PARK,
              Switch.PARK_TIMED,
              Switch.PINNED,
              Switch.UNMOUNT + Switch.PARKING,
              Switch.UNMOUNT + Switch.TIMED_PARKING ->
              write(thread, code, blocker(thread));
          case Switch.SLEEP, Switch.WAIT, Switch.READ, Switch.GO_ON, Switch.END -> {
            if (!thread.isVirtual()) {
              write(thread, code, null);
            }
          }
          case Switch.ASK_FOR_WORK, Switch.HAS_WORK -> {
            if (!Threads.isCarrier(thread)) {
              write(thread, code, null);
            }
          }
          default -> write(thread, code, null);
        }
      } catch (Throwable e) {
        // No memory or no stack left: the learner's thread shall hear of that from its own code.
        lost.incrementAndGet();
      }
    }
  }

  /** What somebody saw of a thread that has been so for a while already. */
  void seen(Thread thread, int code, long since) {
    if (on) {
      write(thread, code, null, since);
    }
  }

  private static @Nullable Class<?> blocker(Thread thread) {
    Object blocker = LockSupport.getBlocker(thread);
    return blocker == null ? null : blocker.getClass();
  }

  static Started started(Thread thread) {
    return new Started(
        thread, Owners.inheritedBy(thread), Threads.container(thread), thread.getName());
  }

  private void write(Thread thread, int code, @Nullable Object detail) {
    write(thread, code, detail, System.nanoTime());
  }

  private void write(Thread thread, int code, @Nullable Object detail, long nanos) {
    long writer = Thread.currentThread().threadId();
    AtomicReference<Chunk> stripe = stripes[(int) (writer ^ (writer >>> 3)) & (STRIPES - 1)];
    while (true) {
      Chunk chunk = stripe.get();
      int place = chunk.claimed.getAndIncrement();
      if (place < Chunk.SIZE) {
        chunk.nanos[place] = nanos;
        chunk.details[place] = detail;
        chunk.threads.setRelease(place, thread.threadId() << 8 | code);
        return;
      }
      if (chunkCount.get() >= MOST_CHUNKS) {
        lost.incrementAndGet();
        return;
      }
      stripe.compareAndSet(chunk, after(chunk));
    }
  }

  /**
   * Whoever comes first brings the next chunk; the others' garbage costs less than a wait. The
   * reader finds it from this moment on, whoever of them moves the stripe on to it.
   */
  private Chunk after(Chunk full) {
    var next = new Chunk();
    Chunk first = full.next.compareAndExchange(null, next);
    if (first != null) {
      return first;
    }
    chunkCount.incrementAndGet();
    return next;
  }

  /** Passes on all that is complete, in no order; one caller at a time. */
  void read(Reader reader) {
    for (int stripe = 0; stripe < STRIPES; stripe++) {
      for (Chunk chunk = unread[stripe]; chunk != null; chunk = chunk.next.get()) {
        int claimed = Math.min(chunk.claimed.get(), Chunk.SIZE);
        for (int place = chunk.read; place < claimed; place++) {
          read(chunk, place, reader);
        }
      }
      dropRead(stripe);
    }
  }

  private void dropRead(int stripe) {
    Chunk next = unread[stripe].next.get();
    while (next != null && unread[stripe].read == Chunk.SIZE) {
      unread[stripe] = next;
      chunkCount.decrementAndGet();
      next = next.next.get();
    }
  }

  private static void read(Chunk chunk, int place, Reader reader) {
    long packed = chunk.threads.getAcquire(place);
    if (packed == 0) {
      return;
    }
    if (packed != READ) {
      reader.accept(chunk.nanos[place], packed >>> 8, (int) packed & 0xFF, chunk.details[place]);
      chunk.details[place] = null;
    }
    if (place == chunk.read) {
      chunk.read++;
    } else {
      chunk.threads.setPlain(place, READ);
    }
  }

  /** Whether somebody has claimed a place and not yet written to it. */
  boolean isIncomplete() {
    for (Chunk first : unread) {
      for (Chunk chunk = first; chunk != null; chunk = chunk.next.get()) {
        if (chunk.read < Math.min(chunk.claimed.get(), Chunk.SIZE)) {
          return true;
        }
      }
    }
    return false;
  }
}
