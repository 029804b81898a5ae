package interleave.jupyter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * The five sockets of a kernel and the one thread, {@code jupyter sockets}, that may touch them:
 * ZeroMQ's are not for several threads. It sleeps until a client has written or one of ours has
 * something to {@link #send}, and never waits for either: a client that does not read loses
 * messages, and nobody else does.
 */
final class Sockets implements AutoCloseable {
  /** So many messages may wait for a client that is slow; a flood is one message each 15 ms. */
  private static final int MOST_WAITING = 20_000;

  private static final long BIGGEST_FRAME = 512L << 20;
  private static final int LINGER_MILLIS = 1_000;

  /** Then the other channels have their turn. */
  private static final int MOST_AT_ONCE = 50;

  private final ConnectionFile connection;
  private final Receiver receiver;
  private final ZContext context = new ZContext(1);
  private final Map<Channel, ZMQ.Socket> sockets = new EnumMap<>(Channel.class);
  private final BlockingQueue<Outgoing> outgoing = new LinkedBlockingQueue<>(MOST_WAITING);
  private final AtomicBoolean woken = new AtomicBoolean();
  private final Pipe bell;
  private final Thread thread;
  private volatile boolean closing;

  /** Hears what clients send, on the sockets' thread: must return at once. */
  @FunctionalInterface
  interface Receiver {
    void received(Channel channel, List<byte[]> frames);
  }

  private record Outgoing(Channel channel, List<byte[]> frames) {}

  /**
   * Listens.
   *
   * @throws JupyterException if a port is taken
   */
  Sockets(ConnectionFile connection, Receiver receiver) {
    this.connection = connection;
    this.receiver = receiver;
    try {
      this.bell = Pipe.open();
      bell.source().configureBlocking(false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.thread = Thread.ofPlatform().name("jupyter sockets").unstarted(this::run);
    try {
      for (var channel : Channel.values()) {
        sockets.put(channel, bound(channel));
      }
    } catch (RuntimeException e) {
      context.close();
      throw e;
    }
  }

  void start() {
    thread.start();
  }

  private ZMQ.Socket bound(Channel channel) {
    var socket =
        context.createSocket(
            switch (channel) {
              case HEARTBEAT -> SocketType.REP;
              case IOPUB -> SocketType.PUB;
              case CONTROL, SHELL, STDIN -> SocketType.ROUTER;
            });
    socket.setLinger(LINGER_MILLIS);
    socket.setHWM(MOST_WAITING);
    socket.setMaxMsgSize(BIGGEST_FRAME);
    if (socket.getSocketType() == SocketType.ROUTER) {
      socket.setRouterHandover(true); // a client that lost its connection comes back as itself
    }
    int port = connection.port(channel);
    try {
      socket.bind("tcp://" + connection.ip() + ":" + port);
    } catch (ZMQException e) {
      throw new JupyterException(
          "cannot listen on "
              + connection.ip()
              + ", port "
              + port
              + " (the "
              + channel
              + " channel): another program may have it; Jupyter chooses other ports when it starts"
              + " the kernel again",
          e);
    }
    return socket;
  }

  /** Sends soon, in the order of the calls. */
  void send(Channel channel, List<byte[]> frames) {
    try {
      outgoing.put(new Outgoing(channel, frames));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    wake();
  }

  private void wake() {
    if (woken.compareAndSet(false, true)) {
      try {
        bell.sink().write(ByteBuffer.allocate(1));
      } catch (IOException e) {
        // Closed: nobody sends any more.
      }
    }
  }

  private void run() {
    try (var poller = context.createPoller(sockets.size() + 1)) {
      for (var channel : Channel.values()) {
        if (channel != Channel.IOPUB) {
          poller.register(socket(channel), ZMQ.Poller.POLLIN);
        }
      }
      poller.register(bell.source(), ZMQ.Poller.POLLIN);
      while (!closing) {
        poller.poll(-1);
        sendAll();
        for (var channel : Channel.values()) {
          if (channel != Channel.IOPUB) {
            receiveSome(channel);
          }
        }
      }
      sendAll();
    } finally {
      context.close();
      closeBell();
    }
  }

  private void sendAll() {
    silenceBell();
    for (var next = outgoing.poll(); next != null; next = outgoing.poll()) {
      var socket = socket(next.channel());
      int last = next.frames().size() - 1;
      for (int i = 0; i <= last; i++) {
        socket.send(next.frames().get(i), i == last ? ZMQ.DONTWAIT : ZMQ.DONTWAIT | ZMQ.SNDMORE);
      }
    }
  }

  /** Before the queue is emptied, and in this order: what comes from now on rings again. */
  private void silenceBell() {
    try {
      var rung = ByteBuffer.allocate(16);
      while (bell.source().read(rung) > 0) {
        rung.clear();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    woken.set(false);
  }

  private void receiveSome(Channel channel) {
    var socket = socket(channel);
    for (int i = 0; i < MOST_AT_ONCE; i++) {
      var first = socket.recv(ZMQ.DONTWAIT);
      if (first == null) {
        return;
      }
      var frames = new ArrayList<byte[]>();
      frames.add(first);
      while (socket.hasReceiveMore()) {
        frames.add(socket.recv());
      }
      if (channel == Channel.HEARTBEAT) {
        echo(socket, frames);
      } else {
        receiver.received(channel, frames);
      }
    }
  }

  private static void echo(ZMQ.Socket heartbeat, List<byte[]> frames) {
    int last = frames.size() - 1;
    for (int i = 0; i <= last; i++) {
      heartbeat.send(frames.get(i), i == last ? 0 : ZMQ.SNDMORE);
    }
  }

  private ZMQ.Socket socket(Channel channel) {
    return java.util.Objects.requireNonNull(sockets.get(channel));
  }

  private void closeBell() {
    try {
      bell.sink().close();
      bell.source().close();
    } catch (IOException e) {
      // It has no more to say anyway.
    }
  }

  /** Sends what waits, for a second at most, and closes everything. */
  @Override
  public void close() {
    closing = true;
    wake();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
