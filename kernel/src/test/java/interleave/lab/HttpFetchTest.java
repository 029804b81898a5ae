package interleave.lab;

import static interleave.lab.ScriptedServer.readRequest;
import static interleave.lab.ScriptedServer.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import interleave.slow.Events;
import interleave.slow.SlowService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@ResourceLock("interleave.lab.Recording")
class HttpFetchTest {

  private static final String OK = "HTTP/1.1 200 OK\r\n";

  private final HttpFetch http = new HttpFetch();

  @AfterEach
  void close() {
    http.close();
  }

  private String fetchFrom(ScriptedServer server) throws Exception {
    try (server) {
      return http.fetch(server.url());
    }
  }

  @Nested
  class Bodies {
    @Test
    void endAfterTheirAnnouncedLength() throws Exception {
      assertThat(fetchFrom(ScriptedServer.thatAlwaysSays(OK + "content-length:  6\r\n\r\npage 1")))
          .isEqualTo("page 1");
    }

    @Test
    void mayBeEmpty() throws Exception {
      assertThat(fetchFrom(ScriptedServer.thatAlwaysSays(OK + "Content-Length: 0\r\n\r\n")))
          .isEmpty();
    }

    @Test
    void mayComeInChunksWithExtensionsAndTrailers() throws Exception {
      String chunks = "4\r\npage\r\n2;name=value\r\n 1\r\n0\r\nTrailer: x\r\n\r\n";
      assertThat(
              fetchFrom(
                  ScriptedServer.thatAlwaysSays(
                      OK + "Transfer-Encoding: chunked\r\n\r\n" + chunks)))
          .isEqualTo("page 1");
    }

    @Test
    void mayEndWithTheConnection() throws Exception {
      assertThat(fetchFrom(ScriptedServer.thatSaysOnce("HTTP/1.0 200 OK\r\n\r\npage 1")))
          .isEqualTo("page 1");
    }

    @Test
    void mayArriveByteForByte() throws Exception {
      var server =
          new ScriptedServer((_, connection) -> {
            connection.setTcpNoDelay(true);
            readRequest(connection);
            for (char c : (OK + "Content-Length: 6\r\n\r\npage 1").toCharArray()) {
              say(connection, String.valueOf(c));
            }
          });
      assertThat(fetchFrom(server)).isEqualTo("page 1");
    }

    @Test
    void mayBeLargerThanAnyBuffer() throws Exception {
      String page = "0123456789".repeat(50_000);
      assertThat(
              fetchFrom(
                  ScriptedServer.thatAlwaysSays(OK + "Content-Length: 500000\r\n\r\n" + page)))
          .isEqualTo(page);
    }

    @Test
    void areReadInTheirOwnCharset() throws Exception {
      String latin =
          "Content-Type: text/plain; charset=\"iso-8859-1\"\r\nContent-Length: 1\r\n\r\n\u00e9";
      assertThat(fetchFrom(ScriptedServer.thatAlwaysSays(OK + latin))).isEqualTo("\u00e9");
    }

    @Test
    void comeAfterInterimAnswers() throws Exception {
      String interim = "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n";
      assertThat(
              fetchFrom(
                  ScriptedServer.thatAlwaysSays(interim + OK + "Content-Length: 6\r\n\r\npage 1")))
          .isEqualTo("page 1");
    }
  }

  @Nested
  class Failures {
    @Test
    void nameStatusAndAddress() {
      assertThatThrownBy(() ->
              fetchFrom(
                  ScriptedServer.thatAlwaysSays(
                      "HTTP/1.1 503 Busy\r\nContent-Length: 9\r\n\r\ncome back")))
          .isInstanceOf(IOException.class)
          .hasMessageMatching("http://localhost:\\d+/page\\?x=1: answered 503 Busy: come back");
    }

    @Test
    void nameTheAddressThatNobodyServes() throws Exception {
      int port;
      try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = closed.getLocalPort();
      }
      assertThatThrownBy(() -> http.fetch(URI.create("http://127.0.0.1:" + port + "/")))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("http://127.0.0.1:" + port + "/: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com/", "HTTPS://example.com/"})
    void sayWhatSpeaksHttps(String url) {
      assertThatThrownBy(() -> http.fetch(URI.create(url)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("HttpClient");
    }

    @ParameterizedTest
    @ValueSource(strings = {"page", "file:/x", "http:/page", "mailto:a@b"})
    void sayWhatAnAddressLooksLike(String url) {
      assertThatThrownBy(() -> http.fetch(URI.create(url)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("expected an address such as");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "nonsense\r\n\r\n",
          "HTTP/1.1 abc\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\npage",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\npa",
          "HTTP/1.1 200",
          ""
        })
    void meetAnswersThatAreNone(String answer) {
      assertThatThrownBy(() -> fetchFrom(ScriptedServer.thatSaysOnce(answer)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("/page?x=1: ");
    }
  }

  @Nested
  class Connections {
    @Test
    void areUsedAgain() throws Exception {
      try (var server = ScriptedServer.thatAlwaysSays(OK + "Content-Length: 6\r\n\r\npage 1")) {
        for (int i = 0; i < 10; i++) {
          http.fetch(server.url());
        }
        assertThat(server.connections()).isEqualTo(1);
      }
    }

    @Test
    void areUsedAgainAfterAnAnswerWithAnotherStatus() throws Exception {
      try (var server =
          ScriptedServer.thatAlwaysSays("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")) {
        for (int i = 0; i < 3; i++) {
          assertThatThrownBy(() -> http.fetch(server.url())).hasMessageContaining("404");
        }
        assertThat(server.connections()).isEqualTo(1);
      }
    }

    @Test
    void canBeOpenedBeforeTheyAreNeeded() throws Exception {
      try (var server = ScriptedServer.thatAlwaysSays(OK + "Content-Length: 6\r\n\r\npage 1")) {
        http.prepare(Target.of(server.url()), 3);
        Events.await("three are open", () -> server.connections() == 3);
        http.prepare(Target.of(server.url()), 2);
        assertThat(Together.run(Collections.nCopies(3, () -> http.fetch(server.url())), _ -> {}))
            .hasSize(3);
        assertThat(server.connections()).isEqualTo(3);
      }
    }

    @Test
    void areNotUsedAgainWhenTheServerSaysSo() throws Exception {
      try (var server =
          ScriptedServer.thatAlwaysSays(OK + "Connection: close\r\nContent-Length: 1\r\n\r\nx")) {
        http.fetch(server.url());
        http.fetch(server.url());
        assertThat(server.connections()).isEqualTo(2);
      }
    }

    @Test
    void areNotUsedAgainWhenSomethingIsLeftInThem() throws Exception {
      try (var server =
          ScriptedServer.thatAlwaysSays(OK + "Content-Length: 1\r\n\r\nxHTTP/1.1 200 OK\r\n")) {
        http.fetch(server.url());
        http.fetch(server.url());
        assertThat(server.connections()).isEqualTo(2);
      }
    }

    @Test
    void thatWentStaleAreReplacedOnce() throws Exception {
      var closed = new CountDownLatch(1);
      var script =
          new ScriptedServer((_, connection) -> {
            readRequest(connection);
            say(connection, OK + "Content-Length: 1\r\n\r\nx"); // promises to stay, and hangs up
            connection.close();
            closed.countDown();
          });
      try (script) {
        http.fetch(script.url());
        closed.await();
        assertThat(http.fetch(script.url())).isEqualTo("x");
        assertThat(script.connections()).isEqualTo(2);
      }
    }

    @Test
    void areNotReplacedAfterTheAnswerHasBegun() throws Exception {
      var script =
          new ScriptedServer((_, connection) -> {
            readRequest(connection);
            say(connection, OK + "Content-Length: 1\r\n\r\nx");
            readRequest(connection);
            say(connection, "HTTP/1.1 ");
          });
      try (script) {
        http.fetch(script.url());
        assertThatThrownBy(() -> http.fetch(script.url()))
            .hasMessageContaining("in the middle of an answer");
        assertThat(script.connections()).isEqualTo(1);
      }
    }
  }

  @Nested
  class Interrupts {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endTheWaitOnBothKindsOfThread(boolean virtual) throws Exception {
      try (var service = SlowService.start()) {
        var urls =
            SlowUrls.make(
                new SlowServiceLink(http, service.address()), 1, _ -> Duration.ofMinutes(10));
        var failure = new CompletableFuture<Throwable>();
        Runnable task =
            () -> {
              try {
                http.fetch(urls.getFirst());
              } catch (IOException | InterruptedException e) {
                failure.complete(e);
              }
            };
        Thread thread = virtual ? Thread.ofVirtual().start(task) : Thread.ofPlatform().start(task);
        Events.await("the request is in flight", () -> urls.seen().requests() == 1);
        thread.interrupt();
        assertThat(failure.get(30, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        Events.await("the service sees it go", () -> urls.seen().cancelled() == 1);
      }
    }
  }
}
