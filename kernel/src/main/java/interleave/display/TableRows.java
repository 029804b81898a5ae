package interleave.display;

import interleave.display.Table.Column;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of a table while they are read: named cells, of which the rows need not have all. */
final class TableRows {
  static final int MOST_ROWS = 500;
  static final int MOST_COLUMNS = 50;
  private static final int MOST_CHARACTERS_A_CELL = 1_000;
  private static final int MOST_CHARACTERS = 300_000;

  /** What is in a column of a row. Read once: it may be a learner's accessor that answers. */
  interface Cells {
    /** Null is a value; {@link #NONE} is none. */
    @Nullable Object at(String column);
  }

  static final Object NONE = new Object();

  private final Set<String> names = new LinkedHashSet<>();
  private final List<Cells> rows = new ArrayList<>();

  void column(String name) {
    names.add(name);
  }

  boolean hasColumns() {
    return !names.isEmpty();
  }

  void add(Cells cells) {
    rows.add(cells);
  }

  boolean full() {
    return rows.size() == MOST_ROWS;
  }

  /**
   * @param all how many rows there would be without a limit
   * @param keyed whether the first column names its row
   */
  Table table(long all, boolean keyed) {
    List<String> shown = names.stream().limit(MOST_COLUMNS).toList();
    var numbers = new ArrayList<>(Collections.nCopies(shown.size(), true));
    var filled = new ArrayList<>(Collections.nCopies(shown.size(), false));
    var texts = new ArrayList<List<String>>();
    int characters = 0;
    for (Cells row : rows) {
      var cells = new ArrayList<String>();
      for (int i = 0; i < shown.size(); i++) {
        Object value = row.at(shown.get(i));
        numbers.set(i, numbers.get(i) && (value == null || value == NONE || isNumber(value)));
        filled.set(i, filled.get(i) || isNumber(value));
        String text = value == NONE ? "" : ReadableText.of(value, MOST_CHARACTERS_A_CELL);
        characters += text.length();
        cells.add(text);
      }
      texts.add(cells);
      if (characters > MOST_CHARACTERS) {
        break;
      }
    }
    var columns = new ArrayList<Column>();
    for (int i = 0; i < shown.size(); i++) {
      columns.add(new Column(shown.get(i), numbers.get(i) && filled.get(i)));
    }
    return new Table(
        columns, texts, Math.max(0, all - texts.size()), names.size() - shown.size(), keyed);
  }

  private static boolean isNumber(@Nullable Object value) {
    return value instanceof Number;
  }
}
