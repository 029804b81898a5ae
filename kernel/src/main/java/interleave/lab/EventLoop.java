package interleave.lab;

import interleave.display.CellContext;
import interleave.display.CellContexts;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One thread, a queue and timers: every handler has its turn on this thread, one after another. In
 * Python: {@code asyncio}'s event loop.
 *
 * {@snippet :
 * try (var loop = eventLoop()) {
 *   loop.after(ofMillis(20), () -> IO.println("second"));
 *   loop.execute(() -> IO.println("first, on " + Thread.currentThread().getName()));
 * }
 * }
 *
 * <p>A handler that does not return within 100 ms is told about under its cell, with its line.
 * Leaves out sockets: a real loop also waits for them, this one lets the JDK's client do so, see
 * {@code fetch}.
 */
public final class EventLoop implements Executor, AutoCloseable {

  /** What {@code asyncio} calls slow_callback_duration. */
  static final Duration SLOW = Duration.ofMillis(100);

  private static final int MOST_HANDLERS = 10_000;
  private static final AtomicInteger MADE = new AtomicInteger();

  /** A handler that is still to come. */
  public interface Timer {
    /** It shall not come; false if it is too late to say so. */
    boolean cancel();
  }

  /**
   * One turn of a handler.
   *
   * @param place the line of the cell that gave it to the loop, empty if none did
   * @param at when it began, from the start of the loop
   */
  public record Handler(String place, String thread, Duration at, Duration took) {}

  /**
   * A handler that took too long.
   *
   * @param place the line it was at
   */
  public record Stall(String place, Duration took) {}

  private final LoopQueue queue = new LoopQueue();
  private final Thread thread;
  private final LoopWatch watch;
  private final long start = System.nanoTime();

  /** What has to come before the loop can end: handlers, and work elsewhere that ends in one. */
  private final AtomicInteger pending = new AtomicInteger();

  private volatile boolean closing;
  private volatile boolean ended;

  // All guarded by this, never held while a handler runs.
  private final List<Handler> handlers = new ArrayList<>();
  private final List<Stall> stalls = new ArrayList<>();
  private @Nullable ExecutorService workers;

  EventLoop() {
    this("loop-" + MADE.incrementAndGet(), SLOW);
  }

  /**
   * Starts a loop with a name and a limit of one's own.
   *
   * {@snippet :
   * try (var loop = new EventLoop("clock", ofMillis(50))) {
   *   loop.execute(() -> compute(ofMillis(80)));   // told about
   * }
   * }
   *
   * <p>Leaves out sharing: whoever makes a loop closes it.
   *
   * @param slow a handler that takes longer is told about
   */
  public EventLoop(String name, Duration slow) {
    thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    watch = new LoopWatch(thread, Working.positive(slow));
    thread.start();
  }

  /**
   * Has a handler run as soon as it is its turn. In Python: {@code call_soon_threadsafe}.
   *
   * {@snippet :
   * try (var loop = eventLoop()) {
   *   pauseAsync(ofMillis(20)).thenRunAsync(() -> IO.println(loop.inLoop()), loop).join();   // true
   * }
   * }
   *
   * <p>Leaves out results: see {@code runBlocking}.
   *
   * @throws RejectedExecutionException if the loop is closed
   */
  @Override
  public void execute(Runnable handler) {
    after(Duration.ZERO, handler);
  }

  /**
   * Has a handler run when a time has passed. In Python: {@code call_later}.
   *
   * {@snippet :
   * try (var loop = eventLoop()) {
   *   loop.after(ofMillis(20), () -> IO.println("20 ms later, or when the thread is free"));
   * }
   * }
   *
   * <p>Leaves out punctuality: the thread has to be free.
   */
  public Timer after(Duration delay, Runnable handler) {
    requireOpen();
    pending.incrementAndGet();
    var timer = queue.add(delay, oneTurn(handler, true));
    return () -> {
      boolean early = queue.remove(timer);
      if (early) {
        pending.decrementAndGet();
        wakeUp();
      }
      return early;
    };
  }

  /**
   * Has a handler run again and again, until the timer is cancelled or the loop closed.
   *
   * {@snippet :
   * try (var loop = eventLoop()) {
   *   loop.every(ofMillis(10), () -> IO.println("tick"));
   *   loop.after(ofMillis(35), () -> {});   // the loop goes on for so long
   * }
   * }
   *
   * <p>Leaves out catching up: a turn that is missed is not made up for.
   */
  public Timer every(Duration period, Runnable handler) {
    requireOpen();
    return new Repeating(queue, Working.positive(period), oneTurn(handler, false)).begin();
  }

  /**
   * A future that completes on the loop when a time has passed. In Python: {@code asyncio.sleep}.
   *
   * {@snippet :
   * IO.println(runBlocking(loop -> loop.sleep(ofMillis(20)).thenApply(_ -> loop.inLoop())));
   * }
   *
   * <p>Leaves out blocking: {@code Thread.sleep} in a handler stops everybody.
   */
  public CompletableFuture<Void> sleep(Duration time) {
    var over = new CompletableFuture<Void>();
    long begun = Recording.now();
    after(
        time,
        () -> {
          Recording.waited(begun, time);
          complete(over);
        });
    return over;
  }

  // A future of nothing completes with null, which the type cannot say.
  @SuppressWarnings("NullAway")
  private static void complete(CompletableFuture<Void> future) {
    future.complete(null);
  }

  /**
   * Asks an address without waiting; the future completes on the loop. In Python: {@code aiohttp}.
   *
   * {@snippet :
   * IO.println(runBlocking(loop -> loop.fetch(slowUrls(1, ofMillis(20)).getFirst())));   // page 1
   * }
   *
   * <p>Leaves out the sockets: the JDK's client waits for them, on threads of its own.
   */
  public CompletableFuture<String> fetch(URI url) {
    requireOpen();
    pending.incrementAndGet();
    return onLoop(AsyncFetching.fetchAsync(url));
  }

  /**
   * Does work elsewhere, in a pool with a thread for each processor; the future completes on the
   * loop. In Python: {@code run_in_executor}, {@code to_thread}.
   *
   * {@snippet :
   * IO.println(runBlocking(loop -> loop.offload(() -> compute(ofMillis(20)))));
   * }
   *
   * <p>Leaves out the way back: what the work changes, the loop must not touch meanwhile.
   */
  public <T extends @Nullable Object> CompletableFuture<T> offload(Callable<T> task) {
    requireOpen();
    pending.incrementAndGet();
    CellContext cell = CellContexts.current();
    return onLoop(
        CompletableFuture.supplyAsync(() -> Fetching.unchecked(cell.wrap(task)), workers()));
  }

  /** Hands what a future brings to the loop; it has been counted as pending. */
  private <T extends @Nullable Object> CompletableFuture<T> onLoop(CompletableFuture<T> elsewhere) {
    var here = new CompletableFuture<T>();
    var cell = CellContexts.current();
    Object ignored =
        elsewhere.whenComplete((value, failure) -> {
          Runnable handler =
              failure == null
                  ? () -> here.complete(value)
                  : () -> here.completeExceptionally(cause(failure));
          cell.run(() -> queue.add(Duration.ZERO, oneTurn(handler, true)));
        });
    return here;
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
    return cause == null ? failure : cause;
  }

  /**
   * Starts something on the loop from outside, and waits for its result. In Python: {@code
   * run_coroutine_threadsafe(…).result()}.
   *
   * {@snippet :
   * try (var loop = eventLoop()) {
   *   var urls = slowUrls(1, ofMillis(20));
   *   IO.println(loop.runBlocking(() -> loop.fetch(urls.getFirst())));   // page 1
   * }
   * }
   *
   * <p>Leaves out the loop's own thread, which must not wait for itself.
   *
   * @throws IllegalStateException if the calling thread is the loop's
   * @throws Exception what the future ends with
   */
  public <T extends @Nullable Object> T runBlocking(Callable<CompletableFuture<T>> main)
      throws Exception {
    if (inLoop()) {
      throw new IllegalStateException(
          "runBlocking would make the loop's one thread wait for what only this thread can do: go on"
              + " with thenApply or thenCompose, or call it from outside the loop");
    }
    var result = new CompletableFuture<T>();
    execute(() -> {
      try {
        Object ignored =
            main.call()
                .whenComplete((value, failure) -> {
                  if (failure == null) {
                    result.complete(value);
                  } else {
                    result.completeExceptionally(cause(failure));
                  }
                });
      } catch (Exception e) {
        result.completeExceptionally(e);
      }
    });
    try {
      return result.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception failure ? failure : e;
    }
  }

  /**
   * Beats on the loop from now on: how even it beats tells whether the loop is free.
   *
   * {@snippet :
   * try (var loop = eventLoop()) {
   *   var heart = loop.heartbeat(ofMillis(10));
   *   loop.after(ofMillis(30), () -> compute(ofMillis(50)));
   *   loop.after(ofMillis(120), () -> IO.println(heart.longestGap().toMillis() + " ms"));
   * }
   * }
   *
   * <p>Leaves out the reason: see {@code stalls}.
   */
  public Heartbeat heartbeat(Duration period) {
    var heart = new Heartbeat(period);
    heart.stopsBy(every(period, heart::beat)::cancel);
    return heart;
  }

  /** Every turn so far, in their order; of more than 10 000 the first. */
  public synchronized List<Handler> handlers() {
    return List.copyOf(handlers);
  }

  /** The turns that took too long. */
  public synchronized List<Stall> stalls() {
    return List.copyOf(stalls);
  }

  /** Whether the calling thread is the loop's. */
  public boolean inLoop() {
    return Thread.currentThread() == thread;
  }

  /** The loop's thread. */
  public Thread thread() {
    return thread;
  }

  /**
   * Waits until nothing is queued, due or under way elsewhere, then ends the loop. Repeating timers
   * go on until then.
   */
  @Override
  public void close() {
    if (inLoop()) {
      throw new IllegalStateException("a loop is closed from outside, not by its own handlers");
    }
    closing = true;
    wakeUp();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
        thread.interrupt(); // whoever does not want to wait any more wants the loop to end
      }
    }
    shutDown(interrupted);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void shutDown(boolean now) {
    ExecutorService pool;
    synchronized (this) {
      pool = workers;
    }
    if (pool != null && now) {
      pool.shutdownNow();
    } else if (pool != null) {
      pool.close();
    }
  }

  private synchronized ExecutorService workers() {
    if (workers == null) {
      workers =
          Executors.newFixedThreadPool(
              Runtime.getRuntime().availableProcessors(),
              Thread.ofPlatform().name("offload-", 1).daemon().factory());
    }
    return workers;
  }

  private void run() {
    try {
      while (!closing || pending.get() > 0) {
        queue.runNext();
      }
    } catch (InterruptedException _) {
      // The cell was stopped, or nobody wants to wait any more.
    } finally {
      ended = true;
      watch.close();
    }
  }

  /** Only the thread of the loop counts down, and it looks at the count before it waits. */
  private void wakeUp() {
    Object ignored = queue.add(Duration.ZERO, () -> {});
  }

  private Runnable oneTurn(Runnable handler, boolean counts) {
    String place = Places.ofCaller();
    CellContext cell = CellContexts.current();
    return () -> turn(place, cell, handler, counts);
  }

  private void turn(String place, CellContext cell, Runnable handler, boolean counts) {
    long begin = System.nanoTime();
    watch.begin(place, cell);
    try {
      cell.run(handler);
    } catch (RuntimeException e) {
      // As asyncio does: told, and the loop goes on.
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    } finally {
      var took = Duration.ofNanos(System.nanoTime() - begin);
      String stuckAt = watch.end(took);
      note(new Handler(place, thread.getName(), Duration.ofNanos(begin - start), took), stuckAt);
      if (counts) {
        pending.decrementAndGet();
      }
    }
  }

  private synchronized void note(Handler handler, @Nullable String stuckAt) {
    if (handlers.size() < MOST_HANDLERS) {
      handlers.add(handler);
    }
    if (stuckAt != null) {
      stalls.add(new Stall(stuckAt, handler.took()));
    }
  }

  private void requireOpen() {
    if (ended || (closing && !inLoop())) {
      throw new RejectedExecutionException("the loop '" + thread.getName() + "' is closed");
    }
  }

  /** A handler that puts itself into the queue again. Touched by the thread of the loop. */
  private static final class Repeating implements Runnable {
    private final LoopQueue queue;
    private final Duration period;
    private final Runnable handler;
    private volatile boolean cancelled;

    Repeating(LoopQueue queue, Duration period, Runnable handler) {
      this.queue = queue;
      this.period = period;
      this.handler = handler;
    }

    Timer begin() {
      Object ignored = queue.add(period, this);
      return () -> {
        boolean early = !cancelled;
        cancelled = true;
        return early;
      };
    }

    @Override
    public void run() {
      if (!cancelled) {
        Object ignored = queue.add(period, this);
        handler.run();
      }
    }
  }
}
