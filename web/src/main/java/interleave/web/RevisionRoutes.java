package interleave.web;

import interleave.catalog.Workspace;
import interleave.session.Replacing;
import interleave.session.Sessions;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;

/** What a notebook said earlier, and what its file says after another program has changed it. */
final class RevisionRoutes {
  private static final String ALL = "/api/notebooks/{name}/revisions";
  private static final String DISK = "/api/notebooks/{name}/disk";

  private final Workspace workspace;
  private final Sessions sessions;

  RevisionRoutes(Workspace workspace, Sessions sessions) {
    this.workspace = workspace;
    this.sessions = sessions;
  }

  void add(JavalinConfig config) {
    config.routes.get(ALL, this::list);
    config.routes.get(
        ALL + "/{id}",
        context ->
            answer(context, JsonRevisions.cells(workspace.revision(name(context), id(context)))));
    config.routes.post(ALL + "/{id}/restore", this::restore);
    config.routes.get(
        DISK, context -> answer(context, JsonRevisions.cells(workspace.onDisk(name(context)))));
    config.routes.post(DISK + "/keep-mine", this::keepMine);
    config.routes.post(DISK + "/take-theirs", this::takeTheirs);
  }

  private void list(Context context) {
    answer(context, JsonRevisions.list(workspace.revisions(name(context))));
  }

  private void restore(Context context) {
    var to = workspace.revision(name(context), id(context));
    orSay(
        context,
        () -> {
          var session = sessions.open(name(context));
          workspace.keep(session.notebook());
          Replacing.by(to, session);
        });
  }

  private void keepMine(Context context) {
    orSay(
        context,
        () -> {
          workspace.keepOurs(name(context));
          Replacing.keepOurs(sessions.open(name(context)));
        });
  }

  private void takeTheirs(Context context) {
    orSay(
        context,
        () -> {
          var session = sessions.open(name(context));
          Replacing.by(workspace.takeTheirs(session.notebook()), session);
        });
  }

  private interface Work {
    void run() throws IOException;
  }

  /** What cannot be kept is not replaced either. */
  private static void orSay(Context context, Work work) {
    try {
      work.run();
      context.status(HttpStatus.NO_CONTENT);
    } catch (IOException e) {
      context
          .status(HttpStatus.INSUFFICIENT_STORAGE)
          .result("Nothing was changed: a copy could not be written (" + e.getMessage() + ").");
    }
  }

  private String name(Context context) {
    return workspace.canonical(context.pathParam("name"));
  }

  private static String id(Context context) {
    return context.pathParam("id");
  }

  private static void answer(Context context, String json) {
    context.contentType("application/json").result(json);
  }
}
