package interleave.jupyter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Further shells of the same kernel: each answers in an order of its own. A cell that is run in one
 * of them waits for the running cell all the same, since a kernel runs one at a time.
 */
final class Subshells implements AutoCloseable {
  private static final int MOST = 50;

  private final Consumer<Request> work;
  private final Map<String, Lane> lanes = new LinkedHashMap<>(); // guarded by this

  Subshells(Consumer<Request> work) {
    this.work = work;
  }

  synchronized @Nullable Lane lane(String id) {
    return lanes.get(id);
  }

  synchronized ObjectNode create() {
    if (lanes.size() >= MOST) {
      return Json.error("TooManySubshells", "there are " + MOST + " subshells", List.of());
    }
    var id = UUID.randomUUID().toString();
    lanes.put(id, new Lane("subshell " + id, work));
    return Json.ok().put("subshell_id", id);
  }

  synchronized ObjectNode delete(ObjectNode content) {
    var id = content.path("subshell_id").asString("");
    var lane = lanes.remove(id);
    if (lane == null) {
      return Json.error("NoSuchSubshell", "there is no subshell '" + id + "'", List.of());
    }
    lane.close();
    return Json.ok();
  }

  synchronized ObjectNode list() {
    var reply = Json.ok();
    lanes.keySet().forEach(reply.putArray("subshell_id")::add);
    return reply;
  }

  @Override
  public synchronized void close() {
    lanes.values().forEach(Lane::close);
  }
}
