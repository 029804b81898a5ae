package interleave.catalog;

import interleave.notebook.Fold;
import java.util.EnumSet;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** What is folded away, in the words that JupyterLab has for it, so that it is folded there too. */
final class FileFolds {
  private static final String SECTION = "jp-MarkdownHeadingCollapsed";

  private FileFolds() {}

  static void write(Set<Fold> folds, ObjectNode metadata) {
    for (var fold : folds) {
      switch (fold) {
        case SOURCE -> FileJson.objectAt(metadata, "jupyter").put("source_hidden", true);
        case OUTPUTS -> FileJson.objectAt(metadata, "jupyter").put("outputs_hidden", true);
        case SECTION -> metadata.put(SECTION, true);
      }
    }
  }

  /** Takes them out of a cell's metadata; what is there and false stays. */
  static Set<Fold> take(ObjectNode cell) {
    var folds = EnumSet.noneOf(Fold.class);
    if (cell.get("metadata") instanceof ObjectNode metadata) {
      if (metadata.get("jupyter") instanceof ObjectNode jupyter) {
        take(jupyter, "source_hidden", Fold.SOURCE, folds);
        take(jupyter, "outputs_hidden", Fold.OUTPUTS, folds);
        if (jupyter.isEmpty()) {
          metadata.remove("jupyter");
        }
      }
      take(metadata, "collapsed", Fold.OUTPUTS, folds); // the classic notebook's word
      take(metadata, SECTION, Fold.SECTION, folds);
    }
    return folds;
  }

  private static void take(ObjectNode from, String key, Fold fold, Set<Fold> folds) {
    if (from.path(key).asBoolean(false)) {
      from.remove(key);
      folds.add(fold);
    }
  }
}
