package interleave.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** One open notebook, seen as a page sees it but without a browser's own time. */
public final class Page implements WebSocket.Listener, AutoCloseable {
  private static final ObjectMapper JSON = JsonMapper.shared();

  private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
  private final StringBuilder partial = new StringBuilder();
  private final HttpClient http;
  private final WebSocket socket;

  private Page(HttpClient http, URI address, String cookie, String name) {
    this.http = http;
    socket =
        http.newWebSocketBuilder()
            .header("Cookie", cookie)
            .header("Origin", "http://localhost:" + address.getPort())
            .buildAsync(
                URI.create(
                    "ws://localhost:%d/api/notebooks/%s/socket?client=bench"
                        .formatted(address.getPort(), name)),
                this)
            .join();
  }

  /** Follows the address with its token, as a browser would, and opens the notebook's socket. */
  public static Page open(URI address, String name) throws IOException, InterruptedException {
    var http = HttpClient.newHttpClient();
    var welcome =
        http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    var cookie =
        welcome
            .headers()
            .firstValue("Set-Cookie")
            .orElseThrow(
                () -> new IllegalStateException("no cookie, status " + welcome.statusCode()))
            .replaceAll(";.*", "");
    return new Page(http, address, cookie, name);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      messages.add(JSON.readTree(partial.toString()));
      partial.setLength(0);
    }
    from.request(1);
    return null;
  }

  public void run(String cell, String source) {
    var message = JSON.createObjectNode();
    message.put("type", "run-cell").put("cell", cell).put("source", source);
    socket.sendText(message.toString(), true).join();
  }

  void stop() {
    socket.sendText("{\"type\":\"stop\"}", true).join();
  }

  public JsonNode await(Predicate<JsonNode> wanted) throws InterruptedException {
    var end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (true) {
      var message = messages.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (message == null) {
        throw new IllegalStateException("the awaited message did not come within a minute");
      }
      if (wanted.test(message)) {
        return message;
      }
    }
  }

  public void awaitState(String cell, String state) throws InterruptedException {
    await(message ->
        message.path("type").asString().equals("run-changed")
            && message.path("cell").asString().equals(cell)
            && message.path("run").path("state").asString().equals(state));
  }

  /** Waits until the cell has ended and returns its last facts. */
  public JsonNode awaitEnd(String cell) throws InterruptedException {
    return await(message ->
            message.path("type").asString().equals("run-changed")
                && message.path("cell").asString().equals(cell)
                && switch (message.path("run").path("state").asString()) {
                  case "queued", "running", "idle" -> false;
                  default -> true;
                })
        .path("run");
  }

  @Override
  public void close() {
    socket.abort();
    http.shutdownNow();
  }
}
