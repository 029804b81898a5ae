package interleave.web;

import interleave.catalog.Library;
import interleave.catalog.Workspace;
import interleave.kernel.KernelFactory;
import interleave.session.Sessions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What a reader does at first, done once for {@link StartupCache}. */
@Command(name = "rehearse", hidden = true)
final class RehearseCommand implements Callable<Integer> {

  /** It takes only what the reader's cells leave. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @Mixin private final KernelOptions options = new KernelOptions();

  @Override
  public Integer call() throws InterruptedException, IOException {
    Main.exitWithParent();
    var folder = Files.createTempDirectory("interleave-rehearsal");
    var library = new Library(Main.lessons(), new Workspace(folder, Main.clock()));
    try (KernelFactory kernels = Main.kernelsOfOne(options, options.outputCharacters());
        var sessions = new Sessions(library, kernels, Main.clock(), options.idle());
        var server = Server.start(0, library, sessions)) {
      return read(URI.create(server.address())) ? 0 : 1;
    } finally {
      try (var files = Files.walk(folder)) {
        files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
      }
    }
  }

  private static boolean read(URI address) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var welcome = http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
      var cookie = welcome.headers().firstValue("Set-Cookie").orElse("").replaceAll(";.*", "");
      var host = "localhost:" + address.getPort();
      for (var path : new String[] {"/", "/api/library", "/notebooks/rehearsal"}) {
        http.send(
            HttpRequest.newBuilder(URI.create("http://" + host + path))
                .header("Cookie", cookie)
                .build(),
            BodyHandlers.ofString());
      }
      var ended = new CountDownLatch(1);
      var socket =
          http.newWebSocketBuilder()
              .header("Cookie", cookie)
              .header("Origin", "http://" + host)
              .buildAsync(
                  URI.create("ws://" + host + "/api/notebooks/rehearsal/socket?client=rehearsal"),
                  new Listener(ended))
              .join();
      socket
          .sendText("{\"type\":\"run-cell\",\"cell\":\"start-1\",\"source\":\"1 + 1\"}", true)
          .join();
      var completed = ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      socket.abort();
      http.shutdownNow();
      return completed;
    }
  }

  private static final class Listener implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();
    private final CountDownLatch ended;

    Listener(CountDownLatch ended) {
      this.ended = ended;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      message.append(part);
      if (last) {
        if (message.indexOf("\"state\":\"completed\"") >= 0) {
          ended.countDown();
        }
        message.setLength(0);
      }
      from.request(1);
      return null;
    }
  }
}
