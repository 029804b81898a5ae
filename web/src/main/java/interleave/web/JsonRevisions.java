package interleave.web;

import static interleave.web.JsonMessages.object;

import interleave.catalog.Revisions.Revision;
import interleave.notebook.Cell;
import interleave.notebook.Notebook;
import java.util.List;

/** Revisions of a notebook, and what one of them says, as JSON for a page. */
final class JsonRevisions {
  private JsonRevisions() {}

  static String list(List<Revision> all) {
    var json = object();
    var revisions = json.putArray("revisions");
    for (var one : all) {
      revisions
          .addObject()
          .put("id", one.id())
          .put("at", one.at().toString())
          .put("unsaved", one.unsaved());
    }
    return json.toString();
  }

  static String cells(Notebook notebook) {
    var json = object();
    var cells = json.putArray("cells");
    for (var cell : notebook.cells()) {
      cells
          .addObject()
          .put("id", cell.id().value())
          .put("kind", cell instanceof Cell.CodeCell ? "code" : "text")
          .put("source", cell.source());
    }
    return json.toString();
  }
}
