package interleave.worker;

import interleave.display.MimeBundle;
import interleave.worker.Frame.Event;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

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
    write(frame, data);
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
    return read(new DataInputStream(new java.io.ByteArrayInputStream(content)));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static void write(Frame frame, DataOutputStream to) throws IOException {
    switch (frame) {
      case Frame.Begin(var cell) -> {
        to.writeByte(1);
        string(cell, to);
      }
      case Frame.Load(var classes) -> {
        to.writeByte(2);
        each(classes, to, Wire::cellClass);
      }
      case Frame.AddToClassPath(var jars) -> {
        to.writeByte(30);
        each(jars, to, Wire::string);
      }
      case Frame.Redefine(var classes) -> {
        to.writeByte(3);
        each(classes, to, Wire::cellClass);
      }
      case Frame.Invoke(var className, var method) -> {
        to.writeByte(4);
        string(className, to);
        string(method, to);
      }
      case Frame.Stop() -> to.writeByte(5);
      case Frame.End() -> to.writeByte(6);
      case Frame.Hello(var secret, var description) -> {
        to.writeByte(7);
        string(secret, to);
        string(description, to);
      }
      case Frame.Installed(var problem) -> {
        to.writeByte(8);
        string(problem, to);
      }
      case Frame.Returned(var nanos, var value) -> {
        to.writeByte(9);
        to.writeLong(nanos);
        each(value, to, Wire::bundle);
      }
      case Frame.Threw(var nanos, var trace) -> {
        to.writeByte(10);
        to.writeLong(nanos);
        trace(trace, to);
      }
      case Frame.Unresolved(var nanos, var id) -> {
        to.writeByte(11);
        to.writeLong(nanos);
        to.writeInt(id);
      }
      case Frame.Halted(var nanos) -> {
        to.writeByte(12);
        to.writeLong(nanos);
      }
      case Frame.Unstoppable(var cell, var threads) -> {
        to.writeByte(13);
        string(cell, to);
        stubborn(threads, to);
      }
      case Frame.StopWaits(var threads) -> {
        to.writeByte(20);
        stubborn(threads, to);
      }
      case Frame.StillRunning(var cell, var threads) -> {
        to.writeByte(21);
        string(cell, to);
        stubborn(threads, to);
      }
      case Frame.StopEnded(var inCell, var threads) -> {
        to.writeByte(22);
        to.writeBoolean(inCell);
        to.writeInt(threads);
      }
      case Frame.Ended() -> to.writeByte(14);
      case Frame.Happened(var cell, var events) -> {
        to.writeByte(15);
        string(cell, to);
        each(events, to, Wire::event);
      }
      case Frame.Exiting() -> to.writeByte(16);
      case Frame.Input(var request, var end, var line) -> {
        to.writeByte(17);
        to.writeLong(request);
        to.writeBoolean(end);
        string(line, to);
      }
    }
  }

  private static Frame read(DataInputStream from) throws IOException {
    byte kind = from.readByte();
    return switch (kind) {
      case 1 -> new Frame.Begin(string(from));
      case 2 -> new Frame.Load(each(from, Wire::cellClass));
      case 3 -> new Frame.Redefine(each(from, Wire::cellClass));
      case 30 -> new Frame.AddToClassPath(each(from, Wire::string));
      case 4 -> new Frame.Invoke(string(from), string(from));
      case 5 -> new Frame.Stop();
      case 6 -> new Frame.End();
      case 7 -> new Frame.Hello(string(from), string(from));
      case 8 -> new Frame.Installed(string(from));
      case 9 -> new Frame.Returned(from.readLong(), each(from, Wire::bundle));
      case 10 -> new Frame.Threw(from.readLong(), trace(from));
      case 11 -> new Frame.Unresolved(from.readLong(), from.readInt());
      case 12 -> new Frame.Halted(from.readLong());
      case 13 -> new Frame.Unstoppable(string(from), stubborn(from));
      case 20 -> new Frame.StopWaits(stubborn(from));
      case 21 -> new Frame.StillRunning(string(from), stubborn(from));
      case 22 -> new Frame.StopEnded(from.readBoolean(), from.readInt());
      case 14 -> new Frame.Ended();
      case 15 -> new Frame.Happened(string(from), each(from, Wire::event));
      case 16 -> new Frame.Exiting();
      case 17 -> new Frame.Input(from.readLong(), from.readBoolean(), string(from));
      default -> throw new IOException("unknown kind of frame: " + kind);
    };
  }

  private static void cellClass(CellClass value, DataOutputStream to) throws IOException {
    string(value.name(), to);
    to.writeInt(value.bytes().length);
    to.write(value.bytes());
    Origin origin = value.origin();
    string(origin.cell(), to);
    each(origin.lines(), to, (line, data) -> data.writeInt(line));
  }

  private static CellClass cellClass(DataInputStream from) throws IOException {
    return new CellClass(
        string(from),
        from.readNBytes(from.readInt()),
        new Origin(string(from), each(from, DataInputStream::readInt)));
  }

  private static void bundle(MimeBundle value, DataOutputStream to) throws IOException {
    each(
        List.copyOf(value.forms().entrySet()),
        to,
        (entry, data) -> {
          string(entry.getKey(), data);
          string(entry.getValue(), data);
        });
  }

  private static MimeBundle bundle(DataInputStream from) throws IOException {
    Map<String, String> forms = new LinkedHashMap<>();
    for (int i = from.readInt(); i > 0; i--) {
      forms.put(string(from), string(from));
    }
    return new MimeBundle(forms);
  }

  private static void event(Event event, DataOutputStream to) throws IOException {
    switch (event) {
      case Frame.Text(var error, var thread, var virtual, var late, var epochMillis, var text) -> {
        to.writeByte(1);
        to.writeBoolean(error);
        string(thread, to);
        to.writeBoolean(virtual);
        to.writeBoolean(late);
        to.writeLong(epochMillis);
        string(text, to);
      }
      case Frame.Shown(var id, var bundle) -> {
        to.writeByte(2);
        string(id, to);
        bundle(bundle, to);
      }
      case Frame.ThreadsSeen(var timeline) -> {
        to.writeByte(20);
        TimelineForm.write(timeline, to);
      }
      case Frame.Died(var thread, var trace) -> {
        to.writeByte(3);
        string(thread, to);
        trace(trace, to);
      }
      case Frame.Updated(var id, var bundle) -> {
        to.writeByte(4);
        string(id, to);
        bundle(bundle, to);
      }
      case Frame.Cleared() -> to.writeByte(5);
      case Frame.InputRequested(var request, var thread, var virtual, var prompt) -> {
        to.writeByte(10);
        to.writeLong(request);
        string(thread, to);
        to.writeBoolean(virtual);
        string(prompt, to);
      }
      case Frame.InputEnded(var request) -> {
        to.writeByte(11);
        to.writeLong(request);
      }
    }
  }

  private static Event event(DataInputStream from) throws IOException {
    byte kind = from.readByte();
    return switch (kind) {
      case 1 ->
          new Frame.Text(
              from.readBoolean(),
              string(from),
              from.readBoolean(),
              from.readBoolean(),
              from.readLong(),
              string(from));
      case 2 -> new Frame.Shown(string(from), bundle(from));
      case 3 -> new Frame.Died(string(from), trace(from));
      case 4 -> new Frame.Updated(string(from), bundle(from));
      case 5 -> new Frame.Cleared();
      case 10 ->
          new Frame.InputRequested(from.readLong(), string(from), from.readBoolean(), string(from));
      case 11 -> new Frame.InputEnded(from.readLong());
      case 20 -> new Frame.ThreadsSeen(TimelineForm.read(from));
      default -> throw new IOException("unknown kind of event: " + kind);
    };
  }

  private static void trace(Trace trace, DataOutputStream to) throws IOException {
    string(trace.type(), to);
    to.writeBoolean(trace.message() != null);
    string(trace.message() == null ? "" : trace.message(), to);
    each(trace.calls(), to, Wire::call);
    each(trace.cause() == null ? List.of() : List.of(trace.cause()), to, Wire::trace);
    each(trace.suppressed(), to, Wire::trace);
  }

  private static Trace trace(DataInputStream from) throws IOException {
    String type = string(from);
    boolean hasMessage = from.readBoolean();
    String text = string(from);
    @Nullable String message = hasMessage ? text : null;
    List<Trace.Call> calls = each(from, Wire::call);
    List<Trace> cause = each(from, Wire::trace);
    return new Trace(
        type, message, calls, cause.isEmpty() ? null : cause.getFirst(), each(from, Wire::trace));
  }

  private static void call(Trace.Call call, DataOutputStream to) throws IOException {
    string(call.className(), to);
    string(call.method(), to);
    string(call.file(), to);
    to.writeInt(call.line());
  }

  private static Trace.Call call(DataInputStream from) throws IOException {
    return new Trace.Call(string(from), string(from), string(from), from.readInt());
  }

  private static void stubborn(Stubborn threads, DataOutputStream to) throws IOException {
    to.writeInt(threads.count());
    each(threads.first(), to, Wire::busy);
  }

  private static Stubborn stubborn(DataInputStream from) throws IOException {
    return new Stubborn(from.readInt(), each(from, Wire::busy));
  }

  private static void busy(Busy busy, DataOutputStream to) throws IOException {
    string(busy.thread(), to);
    to.writeBoolean(busy.virtual());
    each(busy.calls(), to, Wire::call);
  }

  private static Busy busy(DataInputStream from) throws IOException {
    return new Busy(string(from), from.readBoolean(), each(from, Wire::call));
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
