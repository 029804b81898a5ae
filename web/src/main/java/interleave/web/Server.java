package interleave.web;

import interleave.catalog.LessonException;
import interleave.catalog.Library;
import interleave.catalog.UnreadableException;
import interleave.notebook.Cell;
import interleave.notebook.Output;
import interleave.session.Sessions;
import interleave.timeline.TimelineSvg;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.javalin.util.JavalinBindException;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;

/** The web server: every route, and the guard before all of them. Listens on this machine only. */
final class Server implements AutoCloseable {
  static final int HIGHEST_PORT = 65_535;

  private static final String LOOPBACK = "127.0.0.1";
  private static final String LOOPBACK_6 = "::1";
  private static final int LARGEST_MESSAGE_BYTES = 8 * 1024 * 1024;
  private static final Duration SILENCE = Duration.ofMinutes(2);
  private static final int PORTS_TO_TRY = 100;

  private final Library library;
  private final Sessions sessions;
  private final AccessGuard guard;
  private final Javalin javalin;

  private Server(Library library, Sessions sessions) {
    this.library = library;
    this.sessions = sessions;
    this.guard = new AccessGuard(this::port, CookieSecret.of(library.workspace().folder()));
    this.javalin = Javalin.create(this::configure);
  }

  private void addRoutes(JavalinConfig config) {
    config.routes.get("/", context -> PublicFiles.page(context, "library.html"));
    config.routes.get("/notebooks/{name}", this::notebookPage);
    config.routes.get(
        "/assets/{file}", context -> PublicFiles.asset(context, context.pathParam("file")));
    config.routes.get("/notebooks/{name}/cells/{cell}/timeline.svg", this::timeline);
    new LibraryRoutes(library, sessions).add(config);
    new FilingRoutes(sessions.filing()).add(config);
    new RevisionRoutes(library.workspace(), sessions).add(config);
    config.routes.ws("/api/notebooks/{name}/socket", new NotebookSocket(sessions)::configure);

    config.routes.exception(
        UnreadableException.class,
        (e, context) -> explain(context, HttpStatus.NOT_FOUND, "There is no such notebook", e));
    config.routes.exception(
        LessonException.class,
        (e, context) ->
            explain(
                context, HttpStatus.UNPROCESSABLE_CONTENT, "This lesson has mistakes in it", e));
    config.routes.exception(
        NotFoundResponse.class,
        (e, context) -> explain(context, HttpStatus.NOT_FOUND, "There is nothing here", e));
  }

  private void notebookPage(Context context) {
    var asked = context.pathParam("name");
    // Opened now, so that a notebook that cannot be opened says why, as a page.
    var is = sessions.open(asked).name();
    if (is.equals(library.workspace().canonical(asked))) {
      PublicFiles.page(context, "notebook.html");
    } else {
      context.redirect("/notebooks/" + PublicFiles.encoded(is)); // renamed meanwhile
    }
  }

  private void timeline(Context context) {
    var drawn =
        sessions.open(context.pathParam("name")).notebook().cells().stream()
            .filter(cell -> cell.id().value().equals(context.pathParam("cell")))
            .flatMap(cell ->
                cell instanceof Cell.CodeCell code ? code.outputs().stream() : Stream.empty())
            .flatMap(output ->
                output instanceof Output.Threads(var seen) ? Stream.of(seen) : Stream.empty())
            .reduce((_, last) -> last)
            .map(TimelineSvg::of)
            .orElseThrow(() -> new NotFoundResponse("This cell has no timeline. Run it."));
    context
        .contentType("image/svg+xml")
        .header("Content-Disposition", "attachment; filename=\"threads.svg\"")
        .result(drawn);
  }

  private static void explain(Context context, HttpStatus status, String title, Exception e) {
    context
        .status(status)
        .contentType("text/html;charset=utf-8")
        .result(Page.html(title, String.valueOf(e.getMessage())));
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.jetty.host = LOOPBACK;
    config.jetty.modifyServletContextHandler(handler -> {
      handler.addFilter(guard, "/*", EnumSet.allOf(DispatcherType.class));
      handler.getServletHandler().setDecodeAmbiguousURIs(true);
    });
    // A notebook in a folder is one segment of an address, with %2F. Nobody in front of us decides
    // by the path: the guard looks at every request.
    config.jetty.modifyHttpConfiguration(http ->
        http.setUriCompliance(
            UriCompliance.DEFAULT.with("folders", Violation.AMBIGUOUS_PATH_SEPARATOR)));
    config.jetty.modifyWebSocketServletFactory(sockets -> {
      sockets.setMaxTextMessageSize(LARGEST_MESSAGE_BYTES);
      sockets.setIdleTimeout(SILENCE); // longer than the pause between two of our pings
    });
    addRoutes(config);
  }

  /**
   * A server that listens at the port, or at the next free one above it; 0 takes any.
   *
   * @throws JavalinBindException if a hundred in a row are taken
   */
  static Server start(int port, Library library, Sessions sessions) {
    int candidate = port;
    int last = Math.min(port + PORTS_TO_TRY, HIGHEST_PORT);
    while (candidate != 0 && !isFree(candidate) && candidate < last) {
      candidate++;
    }
    var server = new Server(library, sessions);
    server.javalin.start(candidate);
    return server;
  }

  /** Asked first, since a failed start is logged with a long stack and cannot be repeated. */
  private static boolean isFree(int port) {
    // Browsers try ::1 first for "localhost", so whoever listens there would be sent our token.
    return canListen(LOOPBACK, port) && (canListen(LOOPBACK_6, port) || !canListen(LOOPBACK_6, 0));
  }

  private static boolean canListen(String address, int port) {
    try (var _ = new ServerSocket(port, 1, InetAddress.ofLiteral(address))) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  int port() {
    return javalin.port();
  }

  /** With the token, hence for the reader alone. */
  String address() {
    return "http://localhost:" + port() + "/?token=" + guard.token();
  }

  AccessGuard guard() {
    return guard;
  }

  Javalin javalin() {
    return javalin;
  }

  @Override
  public void close() {
    javalin.stop();
  }
}
