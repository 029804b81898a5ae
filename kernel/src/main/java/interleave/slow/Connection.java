package interleave.slow;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/**
 * One kept-alive connection: reads a request, waits as long as the address wants it, answers, and
 * begins again. All of it belongs to the one thread in {@link #run}, except {@link #hangUpIfIdle}
 * and {@link #hangUp}, which other threads call.
 */
final class Connection {

  private static final long BUSY = 0;

  private final Socket socket;
  private final Router router;

  /** Since when no complete request is here, by {@code System.nanoTime()}, or {@link #BUSY}. */
  private volatile long idleSince = System.nanoTime();

  Connection(Socket socket, Router router) {
    this.socket = socket;
    this.router = router;
  }

  /** Hangs up if this has waited for a request for so long; says whether it did. */
  boolean hangUpIfIdle(long now, Duration atLeast) {
    long since = idleSince;
    boolean idle = since != BUSY && now - since > atLeast.toNanos();
    if (idle) {
      hangUp();
    }
    return idle;
  }

  /** Closes the socket; the thread of this connection ends with its next read or write. */
  void hangUp() {
    try {
      socket.close();
    } catch (IOException _) {
      // Nothing is lost: the connection was to end.
    }
  }

  void run() {
    try (socket) {
      socket.setTcpNoDelay(true);
      serve(new RequestReader(socket));
    } catch (IOException _) {
      // The client is gone, or hangUp() was called. Whoever asks again opens another connection.
    }
  }

  /** Tells the client why it is not served, and closes. */
  void refuse(BadRequest reason) {
    try (socket) {
      refuse(new RequestReader(socket), reason);
    } catch (IOException _) {
      // It left before it was told.
    }
  }

  private void serve(RequestReader requests) throws IOException {
    try {
      for (Request request = requests.next(); request != null; request = requests.next()) {
        idleSince = BUSY;
        boolean goesOn =
            switch (router.route(request)) {
              case Route.AtOnce(String body) -> send(Answer.ok(body, 0));
              case Route.Slow(SlowSet set, int page) -> serveSlowly(requests, request, set, page);
            };
        if (!goesOn || request.last()) {
          return;
        }
        // A request may come between the sweep's look at this and its hanging up: it gets no
        // answer, and HTTP clients repeat such a request. Ours gives up idle connections earlier.
        idleSince = System.nanoTime();
      }
    } catch (BadRequest bad) {
      refuse(requests, bad);
    }
  }

  private boolean serveSlowly(RequestReader requests, Request request, SlowSet set, int page)
      throws IOException {
    Visit visit = set.arrived(page, request.readAt());
    if (visit.refused()) {
      return send(SlowAnswer.refusal(set.behaviour(), visit));
    }
    // Made now, so that only the write comes after the wait.
    var answer = SlowAnswer.to(visit, set.behaviour());
    boolean stayed = false;
    try {
      stayed = requests.listenUntil(request.readAt() + visit.delayNanos());
      for (int i = 0; stayed && i < answer.early().size(); i++) {
        send(answer.early().get(i));
        stayed = requests.listenUntil(request.readAt() + answer.dueAfter(i + 1));
      }
    } finally {
      // Counted before the answer leaves: the client may send its next request before this thread
      // runs again, and must not be seen with two in flight.
      set.left(visit, stayed, System.nanoTime());
    }
    return stayed && send(answer.last());
  }

  private boolean send(byte[] answer) throws IOException {
    socket.getOutputStream().write(answer);
    return true;
  }

  private void refuse(RequestReader requests, BadRequest reason) throws IOException {
    send(Answer.refusal(reason));
    // Closing with unread input resets the connection, and the reset can overtake the answer.
    socket.shutdownOutput();
    requests.discard();
  }
}
