package interleave.web;

import static interleave.web.FilingRoutes.answer;
import static interleave.web.FilingRoutes.orSay;
import static interleave.web.FilingRoutes.say;

import interleave.catalog.LessonException;
import interleave.catalog.Library;
import interleave.catalog.NotebookFiles;
import interleave.catalog.Search;
import interleave.catalog.UnreadableException;
import interleave.export.Compiling;
import interleave.export.JavaFile;
import interleave.notebook.Notebook;
import interleave.session.Filing;
import interleave.session.Sessions;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The lists of the library, search, files that come in and files that go out. */
final class LibraryRoutes {
  /** As much as a notebook with some hundred pictures has. */
  private static final int LARGEST_FILE_BYTES = 64 * 1024 * 1024;

  private final Library library;
  private final Sessions sessions;
  private final Filing filing;

  LibraryRoutes(Library library, Sessions sessions) {
    this.library = library;
    this.sessions = sessions;
    this.filing = sessions.filing();
  }

  void add(JavalinConfig config) {
    config.routes.get(
        "/api/library", context -> answer(context, JsonLibrary.library(library, sessions)));
    config.routes.get(
        "/api/running", context -> answer(context, JsonLibrary.running(sessions.running())));
    config.routes.get("/api/search", this::search);
    config.routes.post("/api/uploads", orSay(this::upload));
    config.routes.post("/api/notebooks/{name}/end-java", this::endJava);
    config.routes.get("/api/notebooks/{name}/download/{form}", this::download);
  }

  private void search(Context context) {
    var query = Optional.ofNullable(context.queryParam("q")).orElse("");
    answer(context, JsonLibrary.found(Search.in(filing.all(), query), filing::isLesson));
  }

  private void endJava(Context context) {
    sessions.endJava(context.pathParam("name"));
    context.status(HttpStatus.NO_CONTENT);
  }

  private void upload(Context context) throws IOException {
    var file = Optional.ofNullable(context.queryParam("file")).orElse("");
    var content = context.bodyInputStream().readNBytes(LARGEST_FILE_BYTES + 1);
    if (content.length > LARGEST_FILE_BYTES) {
      answer(
          context.status(HttpStatus.CONTENT_TOO_LARGE),
          JsonLibrary.problem(
              file
                  + " is larger than "
                  + (LARGEST_FILE_BYTES >> 20)
                  + " MB, the largest notebook."));
      return;
    }
    try {
      FilingRoutes.made(context, filing.add(NotebookFiles.read(file, content)));
    } catch (UnreadableException | LessonException e) {
      say(context, HttpStatus.UNPROCESSABLE_CONTENT, e);
    }
  }

  private void download(Context context) {
    var notebook = filing.notebook(context.pathParam("name"));
    var form = context.pathParam("form");
    var text =
        switch (form) {
          case "ipynb" -> new String(NotebookFiles.ipynb(notebook), StandardCharsets.UTF_8);
          case "md" -> NotebookFiles.markdown(notebook);
          case "java" -> java(notebook);
          case "html" -> HtmlPage.of(notebook);
          default -> throw new UnreadableException("there is no form ." + form, null);
        };
    context
        .contentType("application/octet-stream")
        .header(
            "Content-Disposition",
            "attachment; filename*=UTF-8''"
                + PublicFiles.encoded(Notebook.titleOf(notebook.name()) + "." + form))
        .result(text.getBytes(StandardCharsets.UTF_8));
  }

  private String java(Notebook notebook) {
    return sessions.withKernel(
        notebook.name(), kernel -> JavaFile.of(notebook, kernel::parts, Compiling::problems));
  }
}
