package interleave.jupyter;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells everybody that the kernel is busy and idle, around each request. Clients show the last
 * state they heard, whatever it was about: so when a question has been answered while a cell is
 * running, they hear once more that the cell is.
 */
final class Activity {
  private final Clients clients;
  private final List<Request> running = new ArrayList<>(); // guarded by this

  Activity(Clients clients) {
    this.clients = clients;
  }

  synchronized void begin(Request request) {
    if (request.isExecute()) {
      running.add(request);
    }
    tell(request.header(), "busy");
  }

  synchronized void end(Request request) {
    running.remove(request);
    tell(request.header(), "idle");
    if (!running.isEmpty()) {
      tell(running.getFirst().header(), "busy");
    }
  }

  /** Once, before anybody has asked for anything. */
  void starting() {
    tell(new byte[0], "starting");
  }

  private void tell(byte[] parent, String state) {
    clients.publish(parent, "status", Json.object().put("execution_state", state));
  }
}
