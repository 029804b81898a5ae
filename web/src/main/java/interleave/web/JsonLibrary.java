package interleave.web;

import static interleave.web.JsonMessages.object;

import interleave.catalog.Lesson;
import interleave.catalog.Library;
import interleave.catalog.Search;
import interleave.catalog.Shelf.Deleted;
import interleave.catalog.Workspace;
import interleave.notebook.Cell;
import interleave.notebook.KernelStatus;
import interleave.session.Running;
import interleave.session.Sessions;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** The page of the library: what it is told, and what it asks for, as JSON. */
final class JsonLibrary {
  private JsonLibrary() {}

  /** The answer to {@code GET /api/library}. */
  static String library(Library library, Sessions sessions) {
    return library(library, sessions::kernel, sessions.filing().deleted());
  }

  /**
   * The same.
   *
   * @param kernels what the kernel of an open notebook does, by the notebook's name
   */
  static String library(
      Library library, Function<String, Optional<KernelStatus>> kernels, List<Deleted> deleted) {
    var json = object();
    var lessons = json.putArray("lessons");
    for (var lesson : library.lessons().list()) {
      lessons.add(lesson(lesson, library.progress(lesson.id())));
    }
    var notebooks = json.putArray("notebooks");
    for (var entry : library.notebooks()) {
      notebooks.add(entry(entry, kernels.apply(entry.name()).orElse(KernelStatus.NONE)));
    }
    var bin = json.putArray("deleted");
    for (var one : deleted) {
      bin.add(deleted(one));
    }
    return json.put("workspace", library.workspace().folder().toString()).toString();
  }

  private static ObjectNode lesson(Lesson lesson, Optional<Library.Progress> progress) {
    var json =
        object()
            .put("id", lesson.id())
            .put("number", lesson.number())
            .put("title", lesson.title())
            .put("description", lesson.description())
            .put("minutes", lesson.minutes())
            .put("steps", lesson.steps())
            .put("opened", progress.isPresent());
    json.set(
        "progress",
        progress
            .map(far ->
                object()
                    .put("done", far.done())
                    .put("steps", far.steps())
                    .put("at", far.at())
                    .put("updated", far.updated()))
            .orElse(null));
    return json;
  }

  private static ObjectNode entry(Workspace.Entry entry, KernelStatus kernel) {
    return object()
        .put("name", entry.name())
        .put("title", entry.title())
        .put("modified", entry.modified().toString())
        .put("cells", entry.cells())
        .put("kernel", JsonMessages.word(kernel.state()));
  }

  private static ObjectNode deleted(Deleted one) {
    return object().put("id", one.id()).put("name", one.name()).put("at", one.at().toString());
  }

  static String answer(Deleted one) {
    return deleted(one).toString();
  }

  /** The answer to {@code GET /api/running}. */
  static String running(List<Running> all) {
    var json = object();
    var running = json.putArray("running");
    for (var one : all) {
      var bytes = one.footprint().bytes();
      var threads = one.footprint().threads();
      running
          .addObject()
          .put("name", one.name())
          .put("title", one.title())
          .put("kernel", JsonMessages.word(one.kernel().state()))
          .put("since", one.since().toString())
          .put("memoryBytes", bytes.isPresent() ? (Long) bytes.getAsLong() : null)
          .put("threads", threads.isPresent() ? (Integer) threads.getAsInt() : null);
    }
    return json.toString();
  }

  /** The answer to {@code GET /api/search}. */
  static String found(Search.Result result, Predicate<String> isLesson) {
    var json = object().put("more", result.more());
    var notebooks = json.putArray("notebooks");
    for (var hits : result.notebooks()) {
      var of = hits.notebook();
      var places =
          notebooks
              .addObject()
              .put("name", of.name())
              .put("title", of.title())
              .put("lesson", isLesson.test(of.name()))
              .putArray("places");
      for (var place : hits.places()) {
        var one =
            places
                .addObject()
                .put("cell", place.cell().map(cell -> cell.id().value()).orElse(null))
                .put("kind", place.cell().map(JsonLibrary::kind).orElse("title"));
        var parts = one.putArray("parts");
        place
            .parts()
            .forEach(part -> parts.addObject().put("text", part.text()).put("hit", part.hit()));
      }
    }
    return json.toString();
  }

  private static String kind(Cell cell) {
    return cell instanceof Cell.CodeCell ? "code" : "text";
  }

  static String name(String name) {
    return object().put("name", name).toString();
  }

  /** Why something was not done, as a sentence for the reader. */
  static String problem(String sentence) {
    return object().put("problem", sentence).toString();
  }

  /**
   * The name that a page sends.
   *
   * @throws Refusal if it sends none
   */
  static String readName(String body) {
    try {
      var name = Json.MAPPER.readTree(body).path("name");
      if (name.isString()) {
        return name.asString();
      }
    } catch (JacksonException e) {
      throw new Refusal("expected JSON such as {\"name\": \"Scratch\"}");
    }
    throw new Refusal("expected a name, such as {\"name\": \"Scratch\"}");
  }
}
