package interleave.web;

import interleave.session.Patience;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A tab of a real browser, as far as the network can tell. */
final class BrowserTab implements AutoCloseable, WebSocket.Listener {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
  private final StringBuilder part = new StringBuilder();
  private @Nullable WebSocket socket;

  private BrowserTab() {}

  static BrowserTab open(TestServer server, String notebook, String name) {
    var tab = new BrowserTab();
    var address = "ws://" + server.host() + "/api/notebooks/" + notebook + "/socket?client=" + name;
    tab.socket =
        tab.http
            .newWebSocketBuilder()
            .header("Cookie", server.cookie())
            .header("Origin", "http://" + server.host())
            .buildAsync(URI.create(address), tab)
            .join();
    return tab;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      messages.add(MAPPER.readTree(part.toString()));
      part.setLength(0);
    }
    webSocket.request(1);
    return null;
  }

  void send(String message) {
    if (socket != null) {
      socket.sendText(message, true).join();
    }
  }

  /** The next message of that type; what comes before it is skipped. */
  JsonNode next(String type) {
    while (true) {
      var message = next();
      if (message.path("type").asString("").equals(type)) {
        return message;
      }
    }
  }

  private JsonNode next() {
    try {
      var message = messages.poll(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("no message within " + Patience.LIMIT);
      }
      return message;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    if (socket != null) {
      socket.abort();
    }
    http.shutdownNow();
  }
}
