package interleave.lab;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * One connection to a server, used by one thread at a time: send a request, receive its answer.
 *
 * <p>A channel rather than a socket, because an interrupt ends a channel's wait on virtual and
 * platform threads alike; on a socket it does so on virtual threads only.
 */
final class HttpConnection implements AutoCloseable {

  private static final int FIRST_BUFFER = 1024;

  private final SocketChannel channel;

  /** Received and not yet read: from position to limit. */
  private ByteBuffer received = ByteBuffer.allocate(FIRST_BUFFER).flip();

  /** When this was last put aside, by {@code System.nanoTime()}. */
  private long idleSince;

  private boolean wasIdle;

  /** When whoever waits gives up, by {@code System.nanoTime()}, if {@link #hurried}. */
  private long due;

  private boolean hurried;

  private HttpConnection(SocketChannel channel) {
    this.channel = channel;
  }

  static HttpConnection open(Target target) throws IOException {
    IOException failure = null;
    for (InetAddress address : InetAddress.getAllByName(target.hostToConnectTo())) {
      SocketChannel channel = SocketChannel.open();
      try {
        channel.connect(new InetSocketAddress(address, target.port()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return new HttpConnection(channel);
      } catch (IOException e) {
        channel.close();
        failure = e;
        if (Thread.currentThread().isInterrupted()) {
          break;
        }
      }
    }
    throw failure == null ? new IOException("no address is known for " + target.host()) : failure;
  }

  /**
   * Sends one request and waits for its whole answer.
   *
   * @throws StaleConnectionException if this connection was idle, and the server closed it before
   *     it answered anything
   */
  HttpAnswer exchange(byte[] request) throws IOException {
    try {
      var out = ByteBuffer.wrap(request);
      while (out.hasRemaining()) {
        channel.write(out);
      }
      if (!receive()) {
        throw new EOFException("the server closed the connection before it answered");
      }
    } catch (IOException e) {
      boolean ours = !channel.isOpen() || e instanceof SocketTimeoutException;
      throw wasIdle && !ours ? new StaleConnectionException(e) : e;
    }
    return new HttpAnswerReader(this).read();
  }

  /** Waits for more bytes than there are; false at the end of the connection. */
  boolean receive() throws IOException {
    if (received.hasRemaining() && received.capacity() == received.remaining()) {
      received = ByteBuffer.allocate(2 * received.capacity()).put(received);
    } else {
      received.compact();
    }
    int count = hurried ? readInTime() : channel.read(received);
    received.flip();
    return count > 0;
  }

  /** A channel has no time-out, its socket has. */
  private int readInTime() throws IOException {
    long millis = (due - System.nanoTime() + 999_999) / 1_000_000;
    if (millis <= 0) {
      throw new SocketTimeoutException();
    }
    Socket socket = channel.socket();
    socket.setSoTimeout((int) Math.min(millis, Integer.MAX_VALUE));
    int count =
        socket.getInputStream().read(received.array(), received.position(), received.remaining());
    received.position(received.position() + Math.max(0, count));
    return count;
  }

  /** From now on until {@link #idleSince}, nothing is waited for longer than this. */
  void hurry(long until) {
    due = until;
    hurried = true;
  }

  /** What has been received and not yet read; valid until the next {@link #receive}. */
  ByteBuffer received() {
    return received;
  }

  /** Whether nothing is left over that would be mistaken for the next answer. */
  boolean isClean() {
    return !received.hasRemaining();
  }

  /** Called by the owner before it puts the connection aside. */
  void idleSince(long now) {
    if (received.capacity() > FIRST_BUFFER) {
      received = ByteBuffer.allocate(FIRST_BUFFER).flip();
    }
    hurried = false;
    idleSince = now;
    wasIdle = true;
  }

  long idleSince() {
    return idleSince;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException _) {
      // Nothing is lost: the connection was to end.
    }
  }
}
