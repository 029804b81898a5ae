package interleave.slow;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An HTTP/1.1 server on this machine whose addresses answer late on purpose. It runs outside the
 * learner's JVM, so that a learner's busy processor cannot make the service look slow from within.
 *
 * <p>One virtual thread serves one connection with blocking calls, from the first request to the
 * last; a connection shares nothing with another but the {@link SlowSets}. One platform thread
 * accepts. One platform thread closes connections that nobody uses. Rejected: an event loop, which
 * would save some of the work for 10 000 requests in flight, and would be three times the code.
 */
public final class SlowService implements AutoCloseable {

  /** Longer than what any operating system grants: it takes as many as it allows. */
  private static final int BACKLOG = 16_384;

  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration IDLE_WHEN_FULL = Duration.ofSeconds(1);

  private final ServerSocket listening;
  private final String address;
  private final Router router;
  private final Duration idle;
  private final int mostConnections;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final ExecutorService serving =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("slow-connection-", 1).factory());
  private final Thread accepting;
  private final Thread sweeping;

  private SlowService(ServerSocket listening, Duration idle, int mostConnections) {
    this.listening = listening;
    this.idle = idle;
    this.mostConnections = mostConnections;
    this.address = "127.0.0.1:" + listening.getLocalPort();
    this.router = new Router(listening.getLocalPort(), new SlowSets());
    String name = "slow-service:" + listening.getLocalPort();
    this.accepting = Thread.ofPlatform().name(name + " accepts").daemon().unstarted(this::accept);
    this.sweeping =
        Thread.ofPlatform().name(name + " closes idle connections").daemon().unstarted(this::sweep);
  }

  /** Starts on a free port of the loopback address; when this returns, connections are accepted. */
  public static SlowService start() throws IOException {
    return start(IDLE, OpenFiles.forConnections());
  }

  /**
   * The same with limits of one's own: how long a connection may be idle, and how many there can
   * be.
   */
  static SlowService start(Duration idle, int mostConnections) throws IOException {
    var listening = new ServerSocket();
    try {
      listening.bind(
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), BACKLOG);
    } catch (IOException e) {
      listening.close();
      throw e;
    }
    var service = new SlowService(listening, idle, mostConnections);
    service.accepting.start();
    service.sweeping.start();
    return service;
  }

  /** Where the service listens, such as "127.0.0.1:40123". */
  public String address() {
    return address;
  }

  /** Hangs up on everyone, and returns when no thread of the service is left. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      listening.close();
    } catch (IOException _) {
      // The port is gone when the process is.
    }
    sweeping.interrupt();
    joinUninterruptibly(accepting); // from here on no connection is added
    connections.forEach(Connection::hangUp);
    serving.shutdownNow();
    serving.close();
    joinUninterruptibly(sweeping);
  }

  private void accept() {
    while (!closed.get()) {
      try {
        serve(listening.accept());
      } catch (IOException _) {
        // Closed, or out of file descriptors. The second passes when connections end; until then
        // new ones wait in the backlog.
        hangUpOnIdle(IDLE_WHEN_FULL);
        pause(Duration.ofMillis(20));
      }
    }
  }

  private void serve(Socket socket) {
    if (connections.size() >= mostConnections) {
      hangUpOnIdle(IDLE_WHEN_FULL);
    }
    boolean full = connections.size() >= mostConnections;
    var connection = new Connection(socket, router);
    connections.add(connection);
    serving.execute(() -> {
      try {
        if (full) {
          connection.refuse(
              new BadRequest(503, "the slow service is busy: " + mostConnections + " connections"));
        } else {
          connection.run();
        }
      } finally {
        connections.remove(connection);
      }
    });
  }

  private void sweep() {
    while (!closed.get()) {
      pause(idle.dividedBy(6));
      hangUpOnIdle(idle);
    }
  }

  private void hangUpOnIdle(Duration atLeast) {
    long now = System.nanoTime();
    connections.removeIf(connection -> connection.hangUpIfIdle(now, atLeast));
  }

  private void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException _) {
      // Only close() interrupts, after it has set the flag that every loop here asks.
    }
  }

  private static void joinUninterruptibly(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
