package interleave.worker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Exceptions and threads that do not end, with their calls, as bytes of a {@link Wire}. */
final class TraceForm {
  private TraceForm() {}

  static void trace(Trace trace, DataOutputStream to) throws IOException {
    Wire.string(trace.type(), to);
    to.writeBoolean(trace.message() != null);
    Wire.string(trace.message() == null ? "" : trace.message(), to);
    Wire.each(trace.calls(), to, TraceForm::call);
    Wire.each(trace.cause() == null ? List.of() : List.of(trace.cause()), to, TraceForm::trace);
    Wire.each(trace.suppressed(), to, TraceForm::trace);
  }

  static Trace trace(DataInputStream from) throws IOException {
    String type = Wire.string(from);
    boolean hasMessage = from.readBoolean();
    String text = Wire.string(from);
    @Nullable String message = hasMessage ? text : null;
    List<Trace.Call> calls = Wire.each(from, TraceForm::call);
    List<Trace> cause = Wire.each(from, TraceForm::trace);
    return new Trace(
        type,
        message,
        calls,
        cause.isEmpty() ? null : cause.getFirst(),
        Wire.each(from, TraceForm::trace));
  }

  private static void call(Trace.Call call, DataOutputStream to) throws IOException {
    Wire.string(call.className(), to);
    Wire.string(call.method(), to);
    Wire.string(call.file(), to);
    to.writeInt(call.line());
  }

  private static Trace.Call call(DataInputStream from) throws IOException {
    return new Trace.Call(Wire.string(from), Wire.string(from), Wire.string(from), from.readInt());
  }

  static void stubborn(Stubborn threads, DataOutputStream to) throws IOException {
    to.writeInt(threads.count());
    Wire.each(threads.first(), to, TraceForm::busy);
  }

  static Stubborn stubborn(DataInputStream from) throws IOException {
    return new Stubborn(from.readInt(), Wire.each(from, TraceForm::busy));
  }

  private static void busy(Busy busy, DataOutputStream to) throws IOException {
    Wire.string(busy.thread(), to);
    to.writeBoolean(busy.virtual());
    Wire.each(busy.calls(), to, TraceForm::call);
  }

  private static Busy busy(DataInputStream from) throws IOException {
    return new Busy(Wire.string(from), from.readBoolean(), Wire.each(from, TraceForm::call));
  }
}
