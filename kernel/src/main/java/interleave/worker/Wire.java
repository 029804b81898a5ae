package interleave.worker;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One socket between the server and a worker. A frame is its length, one byte for its kind, its
 * content.
 *
 * <p>Any thread may send; one thread receives. Never send from a virtual thread of the learner's:
 * an interrupt would close the socket.
 */
public final class Wire implements AutoCloseable {
  private static final int LARGEST = 256 * 1024 * 1024;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final ReentrantLock sending = new ReentrantLock();

  public Wire(Socket socket) throws IOException {
    // Frames are small and answered: waiting to fill a packet would cost 40 ms each way.
    socket.setTcpNoDelay(true);
    this.socket = socket;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 64 * 1024));
    this.out = socket.getOutputStream();
  }

  public void send(Frame frame) throws IOException {
    var content = new ByteArrayOutputStream(256);
    var data = new DataOutputStream(content);
    data.writeInt(0);
    FrameForm.write(frame, data);
    byte[] bytes = content.toByteArray();
    int length = bytes.length - 4;
    for (int i = 0; i < 4; i++) {
      bytes[i] = (byte) (length >>> (24 - 8 * i));
    }
    sending.lock();
    try {
      out.write(bytes);
    } finally {
      sending.unlock();
    }
  }

  /**
   * The next frame.
   *
   * @throws EOFException if the other side is gone
   */
  public Frame receive() throws IOException {
    int length = in.readInt();
    if (length < 1 || length > LARGEST) {
      throw new IOException("a frame has 1 to " + LARGEST + " bytes, found: " + length);
    }
    byte[] content = in.readNBytes(length);
    if (content.length < length) {
      throw new EOFException("the other side ended in mid-frame");
    }
    return FrameForm.read(new DataInputStream(new ByteArrayInputStream(content)));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  static void string(String value, DataOutputStream to) throws IOException {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    to.writeInt(bytes.length);
    to.write(bytes);
  }

  static String string(DataInputStream from) throws IOException {
    return new String(from.readNBytes(from.readInt()), StandardCharsets.UTF_8);
  }

  interface Writer<T> {
    void write(T value, DataOutputStream to) throws IOException;
  }

  interface Reader<T> {
    T read(DataInputStream from) throws IOException;
  }

  static <T> void each(List<T> values, DataOutputStream to, Writer<T> writer) throws IOException {
    to.writeInt(values.size());
    for (T value : values) {
      writer.write(value, to);
    }
  }

  static <T> List<T> each(DataInputStream from, Reader<T> reader) throws IOException {
    int count = from.readInt();
    List<T> values = new ArrayList<>(Math.min(count, 1024));
    for (int i = 0; i < count; i++) {
      values.add(reader.read(from));
    }
    return values;
  }
}
