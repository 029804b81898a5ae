package interleave.worker;

import interleave.display.MimeBundle;
import interleave.worker.Frame.Event;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a reader may see of a cell, as bytes of a {@link Wire}. */
final class EventForm {
  private EventForm() {}

  static void event(Event event, DataOutputStream to) throws IOException {
    switch (event) {
      case Frame.Text(var error, var thread, var virtual, var late, var epochMillis, var text) -> {
        to.writeByte(1);
        to.writeBoolean(error);
        Wire.string(thread, to);
        to.writeBoolean(virtual);
        to.writeBoolean(late);
        to.writeLong(epochMillis);
        Wire.string(text, to);
      }
      case Frame.Shown(var id, var bundle) -> {
        to.writeByte(2);
        Wire.string(id, to);
        bundle(bundle, to);
      }
      case Frame.ThreadsSeen(var timeline) -> {
        to.writeByte(20);
        TimelineForm.write(timeline, to);
      }
      case Frame.DeadlockSeen(var deadlock) -> {
        to.writeByte(21);
        TimelineForm.write(deadlock, to);
      }
      case Frame.Died(var thread, var trace) -> {
        to.writeByte(3);
        Wire.string(thread, to);
        TraceForm.trace(trace, to);
      }
      case Frame.Updated(var id, var bundle) -> {
        to.writeByte(4);
        Wire.string(id, to);
        bundle(bundle, to);
      }
      case Frame.Cleared() -> to.writeByte(5);
      case Frame.InputRequested(var request, var thread, var virtual, var prompt) -> {
        to.writeByte(10);
        to.writeLong(request);
        Wire.string(thread, to);
        to.writeBoolean(virtual);
        Wire.string(prompt, to);
      }
      case Frame.InputEnded(var request) -> {
        to.writeByte(11);
        to.writeLong(request);
      }
    }
  }

  static Event event(DataInputStream from) throws IOException {
    byte kind = from.readByte();
    return switch (kind) {
      case 1 ->
          new Frame.Text(
              from.readBoolean(),
              Wire.string(from),
              from.readBoolean(),
              from.readBoolean(),
              from.readLong(),
              Wire.string(from));
      case 2 -> new Frame.Shown(Wire.string(from), bundle(from));
      case 3 -> new Frame.Died(Wire.string(from), TraceForm.trace(from));
      case 4 -> new Frame.Updated(Wire.string(from), bundle(from));
      case 5 -> new Frame.Cleared();
      case 10 ->
          new Frame.InputRequested(
              from.readLong(), Wire.string(from), from.readBoolean(), Wire.string(from));
      case 11 -> new Frame.InputEnded(from.readLong());
      case 20 -> new Frame.ThreadsSeen(TimelineForm.read(from));
      case 21 -> new Frame.DeadlockSeen(TimelineForm.readDeadlock(from));
      default -> throw new IOException("unknown kind of event: " + kind);
    };
  }

  static void bundle(MimeBundle value, DataOutputStream to) throws IOException {
    Wire.each(
        List.copyOf(value.forms().entrySet()),
        to,
        (entry, data) -> {
          Wire.string(entry.getKey(), data);
          Wire.string(entry.getValue(), data);
        });
  }

  static MimeBundle bundle(DataInputStream from) throws IOException {
    Map<String, String> forms = new LinkedHashMap<>();
    for (int i = from.readInt(); i > 0; i--) {
      forms.put(Wire.string(from), Wire.string(from));
    }
    return new MimeBundle(forms);
  }
}
