package interleave.slow;

import java.util.Set;

/**
 * The addresses of the service, all on this page.
 *
 * <pre>
 *   GET  /{set}/{page}   the page, after its delay
 *   GET  /               a sentence, at once: the service is there, and has accepted this connection
 *   POST /               control: one line "count nanoseconds" for each run of equal delays, one "name value" for each rule
 *                        of {@link BehaviourReader}; answers the name of a new set
 *   GET  /{set}          control: what the set has seen
 * </pre>
 *
 * <p>Control requests carry the header {@code Interleave-Control}. A web page of another origin
 * cannot send it without asking first, and this service never agrees; requests that carry an {@code
 * Origin}, or a {@code Host} that is not this machine, are refused altogether.
 */
final class Router {

  private final Set<String> hosts;
  private final SlowSets sets;

  Router(int port, SlowSets sets) {
    this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port);
    this.sets = sets;
  }

  Route route(Request request) throws BadRequest {
    if (!hosts.contains(request.host())) {
      throw new BadRequest(421, "this service answers for 127.0.0.1 only");
    }
    if (request.foreign()) {
      throw new BadRequest(403, "this service does not answer web pages");
    }
    String[] path = request.target().substring(1).split("/", -1);
    boolean root = path.length == 1 && path[0].isEmpty();
    if (root && request.method().equals("POST")) {
      requireControl(request);
      return new Route.AtOnce(sets.add(SlowSet.parse(request.body(), request.readAt())));
    }
    if (!request.method().equals("GET")) {
      throw new BadRequest(405, "expected GET, found " + request.method());
    }
    if (root) {
      return new Route.AtOnce("the slow service of Interleave");
    }
    if (path.length == 1) {
      requireControl(request);
      return new Route.AtOnce(sets.get(path[0]).seen());
    }
    if (path.length == 2) {
      SlowSet set = sets.get(path[0]);
      return new Route.Slow(set, set.page(path[1]));
    }
    throw new BadRequest(404, "expected an address such as /set/7");
  }

  private static void requireControl(Request request) throws BadRequest {
    if (!request.control()) {
      throw new BadRequest(403, "this address needs the header Interleave-Control");
    }
  }
}
