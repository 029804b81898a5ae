package interleave.web;

import interleave.timeline.Bar;
import interleave.timeline.Deadlock;
import interleave.timeline.Group;
import interleave.timeline.Lane;
import interleave.timeline.Mark;
import interleave.timeline.SourceLine;
import interleave.timeline.State;
import interleave.timeline.Timeline;
import interleave.timeline.Totals;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What threads did, as JSON for a page: milliseconds, and bars and steps as short arrays. */
final class JsonTimeline {
  private JsonTimeline() {}

  static ObjectNode json(Timeline timeline) {
    var json =
        JsonMessages.object()
            .put("running", timeline.running())
            .put("wallMs", millis(timeline.wallNanos()))
            .put("cores", timeline.cores())
            .put("started", timeline.started())
            .put("alive", timeline.alive())
            .put("mostInFlight", timeline.mostInFlight())
            .put("verdict", timeline.verdict().line())
            .put("advice", timeline.verdict().advice())
            .put("note", timeline.note());
    json.set("totals", totals(timeline.totals()));
    var marks = json.putArray("marks");
    for (Mark mark : timeline.marks()) {
      marks
          .addObject()
          .put("kind", JsonMessages.word(mark.kind()))
          .put("atMs", millis(mark.at()))
          .put("label", mark.label());
    }
    var groups = json.putArray("groups");
    timeline.groups().forEach(group -> groups.add(group(group)));
    return json;
  }

  static ArrayNode parties(Deadlock deadlock) {
    var json = Json.MAPPER.createArrayNode();
    for (var party : deadlock.parties()) {
      var one =
          json.addObject()
              .put("name", party.thread())
              .put("virtual", party.virtual())
              .put("wants", party.wants())
              .put("has", party.has());
      one.set("waitsIn", line(party.waitsIn()));
      one.set("tookIn", line(party.tookIn()));
    }
    return json;
  }

  private static @Nullable JsonNode line(@Nullable SourceLine line) {
    return line == null
        ? null
        : JsonMessages.object().put("cell", line.cell()).put("line", line.number());
  }

  private static ObjectNode group(Group group) {
    var json =
        JsonMessages.object()
            .put("name", group.name())
            .put("machinery", group.machinery())
            .put("threads", group.threads())
            .put("fromMs", millis(group.from()))
            .put("toMs", millis(group.to()));
    json.set("totals", totals(group.totals()));
    var lanes = json.putArray("lanes");
    group.lanes().forEach(lane -> lanes.add(lane(lane)));
    var band = json.putArray("band");
    group.band().forEach(step -> addStep(step, band.addArray()));
    return json;
  }

  private static ObjectNode lane(Lane lane) {
    var json =
        JsonMessages.object()
            .put("name", lane.name())
            .put("virtual", lane.virtual())
            .put("precision", JsonMessages.word(lane.precision()))
            .put("fromMs", millis(lane.from()))
            .put("toMs", millis(lane.to()))
            .put("alive", lane.alive());
    json.set("totals", totals(lane.totals()));
    var bars = json.putArray("bars");
    lane.bars().stream()
        .filter(bar -> bar.state() != State.IDLE)
        .forEach(bar -> addBar(bar, bars.addArray()));
    return json;
  }

  private static void addBar(Bar bar, ArrayNode to) {
    to.add(JsonMessages.word(bar.state())).add(millis(bar.from())).add(millis(bar.to()));
    to.add(bar.what());
    SourceLine line = bar.line();
    if (line != null) {
      to.add(line.number()).add(line.cell());
    }
  }

  private static void addStep(Group.Step step, ArrayNode to) {
    to.add(millis(step.from())).add(step.doing()).add(step.waiting()).add(step.task());
    to.add(step.blocked()).add(step.ready()).add(step.pinned());
  }

  private static ObjectNode totals(Totals totals) {
    return JsonMessages.object()
        .put("doing", millis(totals.doing()))
        .put("waiting", millis(totals.waiting()))
        .put("task", millis(totals.task()))
        .put("blocked", millis(totals.blocked()))
        .put("ready", millis(totals.ready()))
        .put("pinned", millis(totals.pinned()));
  }

  private static double millis(long nanos) {
    return Math.round(nanos / 1e3) / 1e3;
  }
}
