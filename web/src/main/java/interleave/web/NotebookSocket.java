package interleave.web;

import interleave.catalog.LessonException;
import interleave.catalog.UnreadableException;
import interleave.session.Client;
import interleave.session.Message;
import interleave.session.Session;
import interleave.session.Sessions;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsConnectContext;
import io.javalin.websocket.WsContext;
import io.javalin.websocket.WsMessageContext;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.websocket.api.Callback;

/** The socket between one tab and the session of its notebook. */
final class NotebookSocket {
  /** A page that cannot be opened would otherwise connect again at once, for ever. */
  private static final int CANNOT_OPEN = 4404;

  /** The code that WebSocket has for a server's own error. */
  private static final int CANNOT_WRITE = 1011;

  private static final int PING_SECONDS = 20;
  private static final String TAB = "tab";

  private final Sessions sessions;

  NotebookSocket(Sessions sessions) {
    this.sessions = sessions;
  }

  /** A connected tab. */
  private record Tab(Session session, Client client) {}

  void configure(WsConfig socket) {
    socket.onConnect(this::connected);
    socket.onMessage(this::received);
    socket.onClose(
        context -> tab(context).ifPresent(tab -> tab.session().disconnect(tab.client())));
    socket.onError(
        context -> tab(context).ifPresent(tab -> tab.session().disconnect(tab.client())));
  }

  private void connected(WsConnectContext context) {
    context.enableAutomaticPings(PING_SECONDS, TimeUnit.SECONDS);
    var client =
        new Client(
            Optional.ofNullable(context.queryParam("client")).orElse("unnamed"),
            message -> send(context, message));
    try {
      var session = sessions.connect(context.pathParam("name"), client);
      context.attribute(TAB, new Tab(session, client));
    } catch (UnreadableException | LessonException e) {
      context.send(JsonMessages.write(new Message.Refused(String.valueOf(e.getMessage()))));
      context.closeSession(CANNOT_OPEN, "no such notebook");
    }
  }

  private void received(WsMessageContext context) {
    tab(context)
        .ifPresent(tab -> {
          try {
            switch (Json.read(context.message(), tab.client().name())) {
              case PageMessage.Operate(var operation) -> tab.session().submit(operation);
              case PageMessage.Ask(var question) -> tab.session().ask(tab.client(), question);
              case PageMessage.Ping _ -> tab.client().offer(new Message.Pong());
            }
          } catch (Refusal e) {
            tab.client().offer(new Message.Refused(String.valueOf(e.getMessage())));
          }
        });
  }

  private static Optional<Tab> tab(WsContext context) {
    return Optional.ofNullable(context.attribute(TAB));
  }

  /** Returns when the network has taken the message: Jetty's own send queues without a bound. */
  private static void send(WsContext context, Message message) throws IOException {
    try {
      var text = JsonMessages.write(message);
      Callback.Completable.with(callback -> context.session.sendText(text, callback)).get();
      if (message instanceof Message.Deleted) {
        context.closeSession(CANNOT_OPEN, "deleted");
      }
    } catch (RuntimeException e) {
      // A message that cannot be written is our fault; a closed socket shows it, a silent one not.
      context.closeSession(CANNOT_WRITE, "cannot write a message");
      throw new IOException("cannot write " + message.getClass().getSimpleName(), e);
    } catch (ExecutionException e) {
      throw new IOException("the tab is gone", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while writing", e);
    }
  }
}
