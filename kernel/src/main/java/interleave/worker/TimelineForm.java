package interleave.worker;

import interleave.timeline.Bar;
import interleave.timeline.Deadlock;
import interleave.timeline.Deadlock.Party;
import interleave.timeline.Group;
import interleave.timeline.Lane;
import interleave.timeline.Mark;
import interleave.timeline.Precision;
import interleave.timeline.SourceLine;
import interleave.timeline.State;
import interleave.timeline.Timeline;
import interleave.timeline.Totals;
import interleave.timeline.Verdict;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A timeline as bytes of a {@link Wire}. */
final class TimelineForm {
  private TimelineForm() {}

  static void write(Timeline timeline, DataOutputStream to) throws IOException {
    to.writeBoolean(timeline.running());
    to.writeLong(timeline.wallNanos());
    to.writeInt(timeline.cores());
    to.writeInt(timeline.started());
    to.writeInt(timeline.alive());
    totals(timeline.totals(), to);
    Wire.string(timeline.verdict().line(), to);
    Wire.string(timeline.verdict().advice(), to);
    Wire.string(timeline.note(), to);
    Wire.each(timeline.groups(), to, TimelineForm::group);
    Wire.each(timeline.marks(), to, TimelineForm::mark);
    to.writeInt(timeline.mostInFlight());
  }

  static Timeline read(DataInputStream from) throws IOException {
    return new Timeline(
        from.readBoolean(),
        from.readLong(),
        from.readInt(),
        from.readInt(),
        from.readInt(),
        totals(from),
        new Verdict(Wire.string(from), Wire.string(from)),
        Wire.string(from),
        Wire.each(from, TimelineForm::group),
        Wire.each(from, TimelineForm::mark),
        from.readInt());
  }

  private static void mark(Mark mark, DataOutputStream to) throws IOException {
    Wire.string(mark.kind().name(), to);
    to.writeLong(mark.at());
    Wire.string(mark.label(), to);
  }

  private static Mark mark(DataInputStream from) throws IOException {
    return new Mark(Mark.Kind.valueOf(Wire.string(from)), from.readLong(), Wire.string(from));
  }

  static void write(Deadlock deadlock, DataOutputStream to) throws IOException {
    Wire.each(deadlock.parties(), to, TimelineForm::party);
  }

  static Deadlock readDeadlock(DataInputStream from) throws IOException {
    return new Deadlock(Wire.each(from, TimelineForm::party));
  }

  private static void party(Party party, DataOutputStream to) throws IOException {
    Wire.string(party.thread(), to);
    to.writeBoolean(party.virtual());
    Wire.string(party.wants(), to);
    line(party.waitsIn(), to);
    Wire.string(party.has(), to);
    line(party.tookIn(), to);
  }

  private static Party party(DataInputStream from) throws IOException {
    return new Party(
        Wire.string(from),
        from.readBoolean(),
        Wire.string(from),
        line(from),
        Wire.string(from),
        line(from));
  }

  private static void group(Group group, DataOutputStream to) throws IOException {
    Wire.string(group.name(), to);
    to.writeBoolean(group.machinery());
    to.writeInt(group.threads());
    to.writeLong(group.from());
    to.writeLong(group.to());
    totals(group.totals(), to);
    Wire.each(group.lanes(), to, TimelineForm::lane);
    Wire.each(group.band(), to, TimelineForm::step);
  }

  private static Group group(DataInputStream from) throws IOException {
    return new Group(
        Wire.string(from),
        from.readBoolean(),
        from.readInt(),
        from.readLong(),
        from.readLong(),
        totals(from),
        Wire.each(from, TimelineForm::lane),
        Wire.each(from, TimelineForm::step));
  }

  private static void lane(Lane lane, DataOutputStream to) throws IOException {
    Wire.string(lane.name(), to);
    to.writeBoolean(lane.virtual());
    Wire.string(lane.precision().name(), to);
    to.writeLong(lane.from());
    to.writeLong(lane.to());
    to.writeBoolean(lane.alive());
    totals(lane.totals(), to);
    Wire.each(lane.bars(), to, TimelineForm::bar);
  }

  private static Lane lane(DataInputStream from) throws IOException {
    return new Lane(
        Wire.string(from),
        from.readBoolean(),
        Precision.valueOf(Wire.string(from)),
        from.readLong(),
        from.readLong(),
        from.readBoolean(),
        totals(from),
        Wire.each(from, TimelineForm::bar));
  }

  private static void bar(Bar bar, DataOutputStream to) throws IOException {
    Wire.string(bar.state().name(), to);
    to.writeLong(bar.from());
    to.writeLong(bar.to());
    Wire.string(bar.what(), to);
    line(bar.line(), to);
  }

  private static void line(@Nullable SourceLine line, DataOutputStream to) throws IOException {
    to.writeInt(line == null ? 0 : line.number());
    if (line != null) {
      Wire.string(line.cell(), to);
    }
  }

  private static @Nullable SourceLine line(DataInputStream from) throws IOException {
    int number = from.readInt();
    return number == 0 ? null : new SourceLine(Wire.string(from), number);
  }

  private static Bar bar(DataInputStream from) throws IOException {
    return new Bar(
        State.valueOf(Wire.string(from)),
        from.readLong(),
        from.readLong(),
        Wire.string(from),
        line(from));
  }

  private static void step(Group.Step step, DataOutputStream to) throws IOException {
    to.writeLong(step.from());
    to.writeDouble(step.doing());
    to.writeDouble(step.waiting());
    to.writeDouble(step.task());
    to.writeDouble(step.blocked());
    to.writeDouble(step.ready());
    to.writeDouble(step.pinned());
  }

  private static Group.Step step(DataInputStream from) throws IOException {
    return new Group.Step(
        from.readLong(),
        from.readDouble(),
        from.readDouble(),
        from.readDouble(),
        from.readDouble(),
        from.readDouble(),
        from.readDouble());
  }

  private static void totals(Totals totals, DataOutputStream to) throws IOException {
    to.writeLong(totals.doing());
    to.writeLong(totals.waiting());
    to.writeLong(totals.task());
    to.writeLong(totals.blocked());
    to.writeLong(totals.ready());
    to.writeLong(totals.pinned());
  }

  private static Totals totals(DataInputStream from) throws IOException {
    return new Totals(
        from.readLong(),
        from.readLong(),
        from.readLong(),
        from.readLong(),
        from.readLong(),
        from.readLong());
  }
}
