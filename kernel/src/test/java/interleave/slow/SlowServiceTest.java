package interleave.slow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SlowServiceTest {

  private SlowService service;
  private int port;

  @BeforeEach
  void start() throws IOException {
    service = SlowService.start();
    port = portOf(service);
  }

  private static int portOf(SlowService service) {
    return Integer.parseInt(service.address().substring("127.0.0.1:".length()));
  }

  @AfterEach
  void close() {
    service.close();
  }

  /** A client that says exactly what it is told to. */
  private final class Client implements AutoCloseable {
    private final Socket socket;

    Client() throws IOException {
      this(port);
    }

    Client(int port) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(30_000);
    }

    Client send(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
      return this;
    }

    Client get(String path) throws IOException {
      return send("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n");
    }

    /** One answer, as far as the number of bytes that it announces. */
    String answer() throws IOException {
      var head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) next());
      }
      String length =
          head.substring(head.indexOf("Content-Length: ") + 16).lines().findFirst().orElseThrow();
      for (int i = Integer.parseInt(length); i > 0; i--) {
        head.append((char) next());
      }
      return head.toString();
    }

    private int next() throws IOException {
      int next = socket.getInputStream().read();
      assertThat(next).as("the connection goes on").isNotNegative();
      return next;
    }

    boolean ended() throws IOException {
      return socket.getInputStream().read() < 0;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private String control(String method, String path, String body) throws IOException {
    try (var client = new Client()) {
      String answer =
          client
              .send(
                  method
                      + " "
                      + path
                      + " HTTP/1.1\r\nHost: 127.0.0.1:"
                      + port
                      + "\r\nInterleave-Control: 1\r\n")
              .send("Content-Length: " + body.length() + "\r\n\r\n" + body)
              .answer();
      assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n");
      return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }
  }

  private String newSet(String delays) throws IOException {
    return "/" + control("POST", "/", delays);
  }

  private String totals(String set) throws IOException {
    return control("GET", set, "").lines().findFirst().orElseThrow();
  }

  @Nested
  class Pages {
    @Test
    void carryTheirNumberAndTheDelayOfTheirAddress() throws Exception {
      String set = newSet("2 0\n1 1000000\n");
      try (var client = new Client()) {
        assertThat(client.get(set + "/3").answer())
            .contains("Slow-For: 1000000\r\n")
            .endsWith("\r\n\r\npage 3");
        assertThat(client.get(set + "/1").answer())
            .contains("Slow-For: 0\r\n")
            .endsWith("\r\n\r\npage 1");
      }
      assertThat(totals(set)).isEqualTo("2 1 0 2 0 0 0");
    }

    @Test
    void neverComeBeforeTheirDelay() throws Exception {
      String set = newSet("1 20300000\n");
      try (var client = new Client()) {
        long asked = System.nanoTime();
        client.get(set + "/1").answer();
        assertThat(System.nanoTime() - asked).isGreaterThanOrEqualTo(20_300_000);
      }
    }

    @Test
    void comeInTheOrderOfRequestsThatWereSentAtOnce() throws Exception {
      String set = newSet("1 30000000\n1 0\n");
      try (var client = new Client()) {
        client.get(set + "/1").get(set + "/2");
        assertThat(client.answer()).endsWith("page 1");
        assertThat(client.answer()).endsWith("page 2");
      }
    }

    @Test
    void areNotWhatTheRootAnswersAtOnce() throws Exception {
      try (var client = new Client()) {
        assertThat(client.get("/").answer()).startsWith("HTTP/1.1 200 ");
        assertThat(client.get("/").answer()).startsWith("HTTP/1.1 200 ");
      }
    }

    @Test
    void areServedToAnHttp2ClientThatOffersAnUpgrade() throws Exception {
      String set = newSet("1 0\n");
      try (var client = HttpClient.newHttpClient()) {
        var url = URI.create("http://" + service.address() + set + "/1");
        var answer =
            client.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).isEqualTo("page 1");
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/0", "/2", "/x", "/01", "/-1", "/1/1"})
    void areOnlyThoseOfTheSet(String page) throws Exception {
      String set = newSet("1 0\n");
      try (var client = new Client()) {
        assertThat(client.get(set + page).answer()).startsWith("HTTP/1.1 404 ");
      }
    }
  }

  @Nested
  class Recording {
    @Test
    void countsAClientThatHangsUpAsCancelledAtOnce() throws Exception {
      String set = newSet("1 600000000000\n");
      try (var client = new Client()) {
        client.get(set + "/1");
        Events.await("the request is in flight", () -> totals(set).equals("1 1 1 0 0 0 0"));
      }
      Events.await("the request is cancelled", () -> totals(set).equals("1 1 0 0 0 0 1"));
    }

    @Test
    void tellsPageAndTimeOfEachArrival() throws Exception {
      String set = newSet("2 0\n");
      try (var client = new Client()) {
        client.get(set + "/2").answer();
        client.get(set + "/1").answer();
      }
      var arrivals =
          control("GET", set, "").lines().skip(1).map(line -> line.split(" ", -1)).toList();
      assertThat(arrivals).extracting(arrival -> arrival[0]).containsExactly("2", "1");
      assertThat(arrivals).extracting(arrival -> Long.parseLong(arrival[1])).isSorted();
    }

    @Test
    void forgetsTheOldestSets() throws Exception {
      String oldest = newSet("20000 0\n");
      for (int i = 0; i < 50; i++) {
        newSet("20000 0\n");
      }
      try (var client = new Client()) {
        assertThat(client.get(oldest + "/1").answer())
            .contains("404")
            .contains("call slowUrls again");
      }
    }
  }

  @Nested
  class Refusals {
    @ParameterizedTest
    @CsvSource({
      "'nonsense\r\n\r\n', 400",
      "'GET / HTTP/1.1\r\n\r\n', 400",
      "'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n', 400",
      "'GET / HTTP/1.1\r\nHost : a\r\n\r\n', 400",
      "'GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n', 400",
      "'GET  / HTTP/1.1\r\nHost: a\r\n\r\n', 400",
      "'GET / HTTP/2.0\r\nHost: a\r\n\r\n', 505",
      "'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n', 400",
      "'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n', 400",
      "'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 999999999\r\n\r\n', 413",
      "'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n', 413",
      "'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', 400",
    })
    void meetWhatIsNotPlainHttp(String request, int status) throws Exception {
      try (var client = new Client()) {
        assertThat(client.send(request).answer())
            .startsWith("HTTP/1.1 " + status + " ")
            .contains("Connection: close");
        assertThat(client.ended()).isTrue();
      }
    }

    @Test
    void meetEndlessHeaders() throws Exception {
      try (var client = new Client()) {
        client.send("GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000));
        assertThat(client.answer()).startsWith("HTTP/1.1 431 ");
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"example.com", "example.com:80", "127.0.0.1", "127.0.0.1:1", "10.0.0.1:80"})
    void meetAForeignHost(String host) throws Exception {
      String set = newSet("1 0\n");
      try (var client = new Client()) {
        client.send("GET " + set + "/1 HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        assertThat(client.answer()).startsWith("HTTP/1.1 421 ");
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.com", "null"})
    void meetWebPages(String origin) throws Exception {
      String set = newSet("1 0\n");
      try (var client = new Client()) {
        client.send(
            "GET "
                + set
                + "/1 HTTP/1.1\r\nHost: 127.0.0.1:"
                + port
                + "\r\nOrigin: "
                + origin
                + "\r\n\r\n");
        assertThat(client.answer()).startsWith("HTTP/1.1 403 ");
      }
      assertThat(totals(set)).isEqualTo("0 0 0 0 0 0 0");
    }

    @Test
    void meetControlWithoutItsHeader() throws Exception {
      String set = newSet("1 0\n");
      try (var client = new Client()) {
        assertThat(client.get(set).answer()).startsWith("HTTP/1.1 403 ");
      }
      try (var client = new Client()) {
        client.send(
            "POST / HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nContent-Length: 4\r\n\r\n1 0\n");
        assertThat(client.answer()).startsWith("HTTP/1.1 403 ");
      }
      try (var client = new Client()) {
        client.send("OPTIONS / HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n");
        assertThat(client.answer()).startsWith("HTTP/1.1 405 ").doesNotContain("Access-Control");
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "x",
          "1",
          "1 ",
          " 1",
          "0 0",
          "20001 0",
          "20000 0\n1 0",
          "1 -1",
          "1 600000000001",
          "1 1 1",
          "1 1\njitter",
          "1 1\njitter -1",
          "1 1\nfailing 1.1",
          "1 1\nfailing x",
          "1 1\nfailing-pages 1,",
          "1 1\nmost-per-second 0",
          "1 1\nseed 99999999999999999999",
          "1 1\nnonsense 1",
          "failing 0.5"
        })
    void meetImpossibleSets(String delays) throws Exception {
      try (var client = new Client()) {
        client.send("POST / HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nInterleave-Control: 1\r\n");
        client.send("Content-Length: " + delays.length() + "\r\n\r\n" + delays);
        assertThat(client.answer()).startsWith("HTTP/1.1 400 ");
      }
    }

    @Test
    void leaveOtherConnectionsAlone() throws Exception {
      String set = newSet("1 50000000\n");
      try (var good = new Client();
          var bad = new Client();
          var half = new Client()) {
        good.get(set + "/1");
        bad.send("\0\0\0\r\n\r\n");
        half.send("GET /");
        assertThat(bad.answer()).startsWith("HTTP/1.1 400 ");
        assertThat(good.answer()).endsWith("page 1");
      }
    }
  }

  @Nested
  class Crowds {
    @Test
    void hangsUpOnConnectionsThatNobodyUses() throws Exception {
      try (var small = SlowService.start(Duration.ofMillis(50), 10);
          var idle = new Client(portOf(small));
          var half = new Client(portOf(small))) {
        half.send("GET / HT");
        assertThat(idle.ended()).isTrue();
        assertThat(half.ended()).isTrue();
      }
    }

    @Test
    void refusesWhatItCannotHold() throws Exception {
      try (var small = SlowService.start(Duration.ofMinutes(1), 2);
          var _ = new Client(portOf(small));
          var _ = new Client(portOf(small));
          var third = new Client(portOf(small))) {
        assertThat(third.answer())
            .startsWith("HTTP/1.1 503 ")
            .endsWith("the slow service is busy: 2 connections\n");
        assertThat(third.ended()).isTrue();
      }
    }
  }

  @Nested
  class Closing {
    @Test
    void hangsUpOnRequestsInFlightAndLeavesNoThread() throws Exception {
      String set = newSet("2 600000000000\n");
      try (var waiting = new Client();
          var pipelining = new Client();
          var idle = new Client()) {
        waiting.get(set + "/1");
        pipelining.send(
            "GET "
                + set
                + "/2 HTTP/1.1\r\nHost: 127.0.0.1:"
                + port
                + "\r\n"
                + "X: "
                + "x".repeat(500)
                + "\r\n\r\n");
        pipelining.send("x".repeat(8_000));
        idle.get("/");
        Events.await("both are in flight", () -> totals(set).startsWith("2 2 "));
        CompletableFuture.runAsync(service::close).join();
        assertThat(Thread.getAllStackTraces().keySet().stream().map(Thread::getName))
            .noneMatch(name -> name.startsWith("slow-service:" + port));
      }
    }

    @Test
    void isHarmlessTwice() {
      service.close();
      service.close();
    }
  }
}
