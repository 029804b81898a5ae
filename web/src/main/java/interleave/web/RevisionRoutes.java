package interleave.web;

import static interleave.web.JsonMessages.object;

import interleave.catalog.Workspace;
import interleave.notebook.Cell;
import interleave.notebook.Notebook;
import interleave.notebook.Operation.BySaver;
import interleave.session.Sessions;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import tools.jackson.databind.node.ObjectNode;

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
        context -> answer(context, cells(workspace.revision(name(context), id(context)))));
    config.routes.post(ALL + "/{id}/restore", this::restore);
    config.routes.get(DISK, context -> answer(context, cells(workspace.onDisk(name(context)))));
    config.routes.post(DISK + "/keep-mine", this::keepMine);
    config.routes.post(DISK + "/take-theirs", this::takeTheirs);
  }

  private void list(Context context) {
    var json = object();
    var revisions = json.putArray("revisions");
    for (var one : workspace.revisions(name(context))) {
      revisions
          .addObject()
          .put("id", one.id())
          .put("at", one.at().toString())
          .put("unsaved", one.unsaved());
    }
    answer(context, json);
  }

  private void restore(Context context) {
    var to = workspace.revision(name(context), id(context));
    orSay(
        context,
        () -> {
          var session = sessions.open(name(context));
          workspace.keep(session.notebook());
          session.submit(new BySaver.Become(to.cells()));
        });
  }

  private void keepMine(Context context) {
    orSay(
        context,
        () -> {
          workspace.keepOurs(name(context));
          sessions.open(name(context)).submit(new BySaver.KeepOurs());
        });
  }

  private void takeTheirs(Context context) {
    orSay(
        context,
        () -> {
          var session = sessions.open(name(context));
          session.submit(new BySaver.Become(workspace.takeTheirs(session.notebook()).cells()));
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

  private static void answer(Context context, ObjectNode json) {
    context.contentType("application/json").result(json.toString());
  }

  private static ObjectNode cells(Notebook notebook) {
    var json = object();
    var cells = json.putArray("cells");
    for (var cell : notebook.cells()) {
      cells
          .addObject()
          .put("id", cell.id().value())
          .put("kind", cell instanceof Cell.CodeCell ? "code" : "text")
          .put("source", cell.source());
    }
    return json;
  }
}
