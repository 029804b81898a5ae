package interleave.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThatCode;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole server over real sockets, as a browser uses it. */
class SocketTest {
  private final TestServer server;

  SocketTest(@TempDir Path folder) {
    server = new TestServer(folder);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private BrowserTab open(String name, String tab) {
    return BrowserTab.open(server, name, tab);
  }

  @Test
  void aLessonRunsFromSnapshotToResult() {
    try (var page = open("02-twenty-slow-urls", "one")) {
      assertThat(page.next("snapshot").path("notebook").path("title").asString())
          .isEqualTo("Twenty slow URLs");

      page.send(
          "{\"type\":\"run-cell\",\"cell\":\"one-after-another\",\"source\":\"print hello\\nvalue 42\"}");
      assertThat(page.next("output-added").path("output").path("text").asString())
          .isEqualTo("hello\n");
      assertThat(
              page.next("output-added").path("output").path("data").path("text/plain").asString())
          .isEqualTo("42");
      assertThat(page.next("run-changed").path("run").path("state").asString())
          .isEqualTo("completed");
    }
  }

  @Test
  void whoTypesIsToldWhatCouldComeNext() {
    try (var page = open("story", "one")) {
      server.kernels.next();
      page.send("{\"type\":\"run-cell\",\"cell\":\"start-1\",\"source\":\"value 42\"}");
      page.next("output-added");
      page.send("{\"type\":\"complete\",\"request\":5,\"source\":\"a B\",\"cursor\":3}");

      var answer = page.next("completions");
      assertThat(answer.path("request").asInt()).isEqualTo(5);
      assertThat(answer.path("items").get(1).path("text").asString()).isEqualTo("B");
      assertThat(answer.has("seq")).isFalse();
    }
  }

  @Test
  void anEditReachesTheOtherTab() {
    try (var one = open("story", "one");
        var two = open("story", "two")) {
      one.next("snapshot");
      two.next("snapshot");
      one.send("{\"type\":\"edit-cell\",\"cell\":\"start-1\",\"source\":\"zwölf\"}");

      var seen = two.next("source-changed");
      assertThat(seen.path("source").asString()).isEqualTo("zwölf");
      assertThat(seen.path("by").asString()).isEqualTo("one");
      assertThat(one.next("source-changed").path("by").asString()).isEqualTo("one");
    }
  }

  @Test
  void aMessageThatIsNotUnderstoodIsRefusedAndTheConnectionStays() {
    try (var page = open("story", "one")) {
      page.send("{\"type\":\"rum-cell\"}");
      assertThat(page.next("refused").path("message").asString())
          .isEqualTo("unknown message type 'rum-cell' (did you mean 'run-cell'?)");

      page.send("{\"type\":\"edit-cell\",\"cell\":\"start-1\",\"source\":\"x\"}");
      page.next("source-changed");
    }
  }

  @Test
  void aCellOfFiveMegabytesWorks() {
    try (var page = open("story", "one")) {
      var source = "x".repeat(5_000_000);
      page.send("{\"type\":\"edit-cell\",\"cell\":\"start-1\",\"source\":\"" + source + "\"}");

      assertThat(page.next("source-changed").path("source").asString()).isEqualTo(source);
    }
  }

  @Test
  void aTabThatIsClosedInMidRunFindsEverythingWhenItComesBack() {
    try (var page = open("story", "one")) {
      page.next("snapshot");
      page.send(
          "{\"type\":\"run-cell\",\"cell\":\"start-1\",\"source\":\"print before\\nwait\\nprint after\"}");
      page.next("output-added");
    }
    server.kernels.next().go();
    server.waitForRun("story");

    try (var again = open("story", "one")) {
      var cell = again.next("snapshot").path("notebook").path("cells").get(0);
      assertThat(cell.path("run").path("state").asString()).isEqualTo("completed");
      assertThat(cell.path("outputs").get(0).path("text").asString()).isEqualTo("before\nafter\n");
    }
  }

  @Test
  void aNotebookThatCannotBeOpenedSaysWhy() throws Exception {
    try (var page = open("02-twenty", "one")) {
      assertThat(page.next("refused").path("message").asString())
          .startsWith("no lesson '02-twenty'");
    }
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://" + server.host() + "/notebooks/02-twenty"))
              .header("Cookie", server.cookie())
              .build();
      var answer = client.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).contains("no lesson '02-twenty'");
    }
  }

  @Test
  void aPortThatIsTakenIsSteppedOver(@TempDir Path other) {
    int taken = server.server().port();
    try (var second = new TestServer(other, taken)) {
      assertThat(second.server().port()).isBetween(taken + 1, taken + 100);
    }
  }

  @Test
  void aPortThatIsTakenUnderTheOtherAddressOfLocalhostIsNotTaken(@TempDir Path other)
      throws IOException {
    try (var socket = new ServerSocket()) {
      assumeThatCode(() -> socket.bind(new InetSocketAddress(InetAddress.ofLiteral("::1"), 0)))
          .as("this machine has IPv6")
          .doesNotThrowAnyException();
      try (var second = new TestServer(other, socket.getLocalPort())) {
        assertThat(second.server().port()).isNotEqualTo(socket.getLocalPort());
      }
    }
  }
}
