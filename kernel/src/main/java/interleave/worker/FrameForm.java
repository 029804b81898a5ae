package interleave.worker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** A {@link Frame} as bytes of a {@link Wire}: one byte for its kind, then its fields. */
final class FrameForm {
  private FrameForm() {}

  static void write(Frame frame, DataOutputStream to) throws IOException {
    switch (frame) {
      case Frame.Begin(var cell) -> {
        to.writeByte(1);
        Wire.string(cell, to);
      }
      case Frame.Load(var classes) -> {
        to.writeByte(2);
        Wire.each(classes, to, FrameForm::cellClass);
      }
      case Frame.AddToClassPath(var jars) -> {
        to.writeByte(30);
        Wire.each(jars, to, Wire::string);
      }
      case Frame.Redefine(var classes) -> {
        to.writeByte(3);
        Wire.each(classes, to, FrameForm::cellClass);
      }
      case Frame.Invoke(var className, var method) -> {
        to.writeByte(4);
        Wire.string(className, to);
        Wire.string(method, to);
      }
      case Frame.Stop() -> to.writeByte(5);
      case Frame.StopLeftovers(var cell) -> {
        to.writeByte(31);
        Wire.string(cell, to);
      }
      case Frame.End() -> to.writeByte(6);
      case Frame.Hello(var secret, var description) -> {
        to.writeByte(7);
        Wire.string(secret, to);
        Wire.string(description, to);
      }
      case Frame.Installed(var problem) -> {
        to.writeByte(8);
        Wire.string(problem, to);
      }
      case Frame.Returned(var nanos, var value) -> {
        to.writeByte(9);
        to.writeLong(nanos);
        Wire.each(value, to, EventForm::bundle);
      }
      case Frame.Threw(var nanos, var trace) -> {
        to.writeByte(10);
        to.writeLong(nanos);
        TraceForm.trace(trace, to);
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
        Wire.string(cell, to);
        TraceForm.stubborn(threads, to);
      }
      case Frame.StopWaits(var threads) -> {
        to.writeByte(20);
        TraceForm.stubborn(threads, to);
      }
      case Frame.StillRunning(var cell, var threads) -> {
        to.writeByte(21);
        Wire.string(cell, to);
        TraceForm.stubborn(threads, to);
      }
      case Frame.StopEnded(var inCell, var threads) -> {
        to.writeByte(22);
        to.writeBoolean(inCell);
        to.writeInt(threads);
      }
      case Frame.Ended() -> to.writeByte(14);
      case Frame.Happened(var cell, var events) -> {
        to.writeByte(15);
        Wire.string(cell, to);
        Wire.each(events, to, EventForm::event);
      }
      case Frame.Exiting() -> to.writeByte(16);
      case Frame.Input(var request, var end, var line) -> {
        to.writeByte(17);
        to.writeLong(request);
        to.writeBoolean(end);
        Wire.string(line, to);
      }
    }
  }

  static Frame read(DataInputStream from) throws IOException {
    byte kind = from.readByte();
    return switch (kind) {
      case 1 -> new Frame.Begin(Wire.string(from));
      case 2 -> new Frame.Load(Wire.each(from, FrameForm::cellClass));
      case 3 -> new Frame.Redefine(Wire.each(from, FrameForm::cellClass));
      case 30 -> new Frame.AddToClassPath(Wire.each(from, Wire::string));
      case 4 -> new Frame.Invoke(Wire.string(from), Wire.string(from));
      case 5 -> new Frame.Stop();
      case 31 -> new Frame.StopLeftovers(Wire.string(from));
      case 6 -> new Frame.End();
      case 7 -> new Frame.Hello(Wire.string(from), Wire.string(from));
      case 8 -> new Frame.Installed(Wire.string(from));
      case 9 -> new Frame.Returned(from.readLong(), Wire.each(from, EventForm::bundle));
      case 10 -> new Frame.Threw(from.readLong(), TraceForm.trace(from));
      case 11 -> new Frame.Unresolved(from.readLong(), from.readInt());
      case 12 -> new Frame.Halted(from.readLong());
      case 13 -> new Frame.Unstoppable(Wire.string(from), TraceForm.stubborn(from));
      case 20 -> new Frame.StopWaits(TraceForm.stubborn(from));
      case 21 -> new Frame.StillRunning(Wire.string(from), TraceForm.stubborn(from));
      case 22 -> new Frame.StopEnded(from.readBoolean(), from.readInt());
      case 14 -> new Frame.Ended();
      case 15 -> new Frame.Happened(Wire.string(from), Wire.each(from, EventForm::event));
      case 16 -> new Frame.Exiting();
      case 17 -> new Frame.Input(from.readLong(), from.readBoolean(), Wire.string(from));
      default -> throw new IOException("unknown kind of frame: " + kind);
    };
  }

  private static void cellClass(CellClass value, DataOutputStream to) throws IOException {
    Wire.string(value.name(), to);
    to.writeInt(value.bytes().length);
    to.write(value.bytes());
    Origin origin = value.origin();
    Wire.string(origin.cell(), to);
    Wire.each(origin.lines(), to, (line, data) -> data.writeInt(line));
  }

  private static CellClass cellClass(DataInputStream from) throws IOException {
    return new CellClass(
        Wire.string(from),
        from.readNBytes(from.readInt()),
        new Origin(Wire.string(from), Wire.each(from, DataInputStream::readInt)));
  }
}
