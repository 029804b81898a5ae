package interleave.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Blocking HTTP/1.1 over kept-alive connections. Any thread may call. */
final class HttpFetch implements AutoCloseable {

  private final IdleConnections idle = new IdleConnections();

  /**
   * The body that the address answers with status 200, recorded for the measurements that run now.
   */
  String fetch(URI url) throws IOException, InterruptedException {
    return fetch(url, FetchPlan.NEVER);
  }

  /** The same, but given up after so many nanoseconds with an {@link HttpTimeoutException}. */
  String fetch(URI url, long mostNanos) throws IOException, InterruptedException {
    var target = Target.of(url);
    long start = System.nanoTime();
    long delayNanos = 0;
    try {
      HttpAnswer answer = exchange(target, "GET", "", "", mostNanos);
      delayNanos = answer.delayNanos();
      if (answer.status() != 200) {
        throw refused(url + ": ", answer);
      }
      return answer.body();
    } catch (HttpStatusException e) {
      throw e;
    } catch (SocketTimeoutException e) {
      var late = new HttpTimeoutException(url + ": no answer within " + Numbers.time(mostNanos));
      late.initCause(e);
      throw late;
    } catch (IOException e) {
      throw new IOException(url + ": " + e.getMessage(), e);
    } finally {
      Recording.add(start, System.nanoTime(), delayNanos);
    }
  }

  /** A request of the slow service's control protocol, not recorded. */
  String control(Target target, String method, String body)
      throws IOException, InterruptedException {
    HttpAnswer answer =
        exchange(target, method, "Interleave-Control: 1\r\n", body, FetchPlan.NEVER);
    if (answer.status() != 200) {
      throw refused("", answer);
    }
    return answer.body();
  }

  /**
   * Opens connections until this many wait for requests, as far as the target takes them.
   *
   * <p>After every few it asks for an answer on the last one: only then has the server taken all of
   * them out of its queue, which is short on some systems, and drops what does not fit.
   */
  void prepare(Target target, int connections) throws InterruptedException {
    int missing = Math.min(connections, IdleConnections.MOST) - idle.count(target);
    try {
      for (int i = 1; i <= missing; i++) {
        var connection = HttpConnection.open(target);
        if (i % 64 == 0 || i == missing) {
          exchange(target, connection, request(target, "GET", "", ""));
        } else {
          idle.give(target, connection);
        }
      }
    } catch (ClosedByInterruptException _) {
      throw interrupted();
    } catch (IOException _) {
      // The requests themselves will meet the fault, if it is still there, and tell it.
    }
  }

  private static HttpStatusException refused(String who, HttpAnswer answer) {
    String first = answer.body().lines().findFirst().orElse("");
    String said =
        first.isEmpty() || first.length() > 200 || first.startsWith("<") ? "" : ": " + first;
    return new HttpStatusException(
        who + "answered " + answer.status() + " " + answer.reason() + said,
        answer.status(),
        answer.retryAfter() < 0 ? null : Duration.ofSeconds(answer.retryAfter()));
  }

  private HttpAnswer exchange(
      Target target, String method, String headers, String body, long mostNanos)
      throws IOException, InterruptedException {
    byte[] request = request(target, method, headers, body);
    long due = System.nanoTime() + mostNanos;
    try {
      HttpConnection waiting = idle.take(target);
      if (waiting != null) {
        try {
          hurry(waiting, mostNanos, due);
          return exchange(target, waiting, request);
        } catch (StaleConnectionException _) {
          // The server hung up while nobody used this connection, which is no fault: ask once more,
          // on a new one.
        }
      }
      var fresh = HttpConnection.open(target);
      hurry(fresh, mostNanos, due);
      return exchange(target, fresh, request);
    } catch (ClosedByInterruptException _) {
      throw interrupted();
    }
  }

  private HttpAnswer exchange(Target target, HttpConnection connection, byte[] request)
      throws IOException {
    @Nullable HttpAnswer answer = null;
    try {
      answer = connection.exchange(request);
      return answer;
    } finally {
      if (answer != null && answer.reusable()) {
        idle.give(target, connection);
      } else {
        connection.close();
      }
    }
  }

  private static void hurry(HttpConnection connection, long mostNanos, long due) {
    if (mostNanos < FetchPlan.NEVER) {
      connection.hurry(due);
    }
  }

  private static byte[] request(Target target, String method, String headers, String body) {
    byte[] bytes = body.getBytes(UTF_8);
    String length = bytes.length == 0 ? "" : "Content-Length: " + bytes.length + "\r\n";
    return (method
            + " "
            + target.path()
            + " HTTP/1.1\r\nHost: "
            + target.authority()
            + "\r\n"
            + headers
            + length
            + "\r\n"
            + body)
        .getBytes(UTF_8);
  }

  /**
   * The interrupt closed the channel and left the thread's flag set; the exception takes the flag's
   * place.
   */
  private static InterruptedException interrupted() {
    Thread.interrupted();
    return new InterruptedException("interrupted while waiting for an answer");
  }

  /** Closes the connections that wait for a request. */
  @Override
  public void close() {
    idle.close();
  }
}
