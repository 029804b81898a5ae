package interleave.worker;

import interleave.timeline.Bar;
import interleave.timeline.Group;
import interleave.timeline.Lane;
import interleave.timeline.Precision;
import interleave.timeline.State;
import interleave.timeline.Timeline;
import interleave.timeline.Totals;
import interleave.timeline.Verdict;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** A timeline as bytes of a {@link Wire}. */
final class TimelineForm {
  private TimelineForm() {}

  static void write(Timeline timeline, DataOutputStream to) throws IOException {
    to.writeLong(timeline.wallNanos());
    to.writeInt(timeline.cores());
    to.writeInt(timeline.started());
    to.writeInt(timeline.alive());
    totals(timeline.totals(), to);
    Wire.string(timeline.verdict().line(), to);
    Wire.string(timeline.verdict().advice(), to);
    Wire.string(timeline.note(), to);
    Wire.each(timeline.groups(), to, TimelineForm::group);
  }

  static Timeline read(DataInputStream from) throws IOException {
    return new Timeline(
        from.readLong(),
        from.readInt(),
        from.readInt(),
        from.readInt(),
        totals(from),
        new Verdict(Wire.string(from), Wire.string(from)),
        Wire.string(from),
        Wire.each(from, TimelineForm::group));
  }

  private static void group(Group group, DataOutputStream to) throws IOException {
    Wire.string(group.name(), to);
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
  }

  private static Bar bar(DataInputStream from) throws IOException {
    return new Bar(
        State.valueOf(Wire.string(from)), from.readLong(), from.readLong(), Wire.string(from));
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
