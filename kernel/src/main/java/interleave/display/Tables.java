package interleave.display;

import interleave.display.TableRows.Cells;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Values that read better as a table: records and maps, and collections or arrays of records of one
 * kind, of maps, or of lists and arrays. A map of such is a table whose rows are named by its keys.
 */
final class Tables {
  private static final String KEY = "key";
  private static final String VALUE = "value";

  private Tables() {}

  static Optional<Table> of(Object value) {
    return switch (value) {
      case Record row -> ofAll(List.of(row), 1);
      case Map<?, ?> map when !map.isEmpty() -> Optional.of(ofMap(map));
      case Collection<?> rows when !rows.isEmpty() -> ofAll(first(rows), rows.size());
      case Object[] rows when rows.length > 0 ->
          ofAll(
              Arrays.asList(rows).subList(0, Math.min(rows.length, TableRows.MOST_ROWS)),
              rows.length);
      default -> Optional.empty();
    };
  }

  private static List<@Nullable Object> first(Collection<?> rows) {
    var first = new ArrayList<@Nullable Object>();
    for (Object row : rows) {
      if (first.size() == TableRows.MOST_ROWS) {
        break;
      }
      first.add(row);
    }
    return first;
  }

  private static Optional<Table> ofAll(List<? extends @Nullable Object> rows, long all) {
    var table = new TableRows();
    if (!addAll(rows, table, List.of()) || !table.hasColumns()) {
      return Optional.empty();
    }
    return Optional.of(table.table(all, false));
  }

  private static Table ofMap(Map<?, ?> map) {
    var keys = new ArrayList<@Nullable Object>();
    var values = new ArrayList<@Nullable Object>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (keys.size() == TableRows.MOST_ROWS) {
        break;
      }
      keys.add(entry.getKey());
      values.add(entry.getValue());
    }
    var table = new TableRows();
    table.column(KEY);
    if (isLists(values) || !addAll(values, table, keys)) {
      table = new TableRows();
      table.column(KEY);
      table.column(VALUE);
      for (int i = 0; i < keys.size(); i++) {
        Object key = keys.get(i);
        Object value = values.get(i);
        table.add(column -> column.equals(KEY) ? key : value);
      }
    }
    return table.table(map.size(), true);
  }

  /**
   * Adds the rows if they are all of one kind.
   *
   * @param keys what names the rows, empty if nothing does
   */
  private static boolean addAll(
      List<? extends @Nullable Object> rows,
      TableRows table,
      List<? extends @Nullable Object> keys) {
    Object first = rows.getFirst();
    if (first instanceof Record) {
      if (!Components.areReadable(first.getClass())
          || rows.stream().anyMatch(row -> row == null || row.getClass() != first.getClass())) {
        return false;
      }
    } else if (!rows.stream().allMatch(Map.class::isInstance) && !isLists(rows)) {
      return false;
    }
    for (int i = 0; i < rows.size() && !table.full(); i++) {
      Cells cells = cells(rows.get(i), table);
      Object key = i < keys.size() ? keys.get(i) : null;
      table.add(keys.isEmpty() ? cells : column -> column.equals(KEY) ? key : cells.at(column));
    }
    return true;
  }

  private static boolean isLists(List<? extends @Nullable Object> rows) {
    return rows.stream()
        .allMatch(row -> row instanceof List<?> || (row != null && row.getClass().isArray()));
  }

  private static Cells cells(@Nullable Object row, TableRows table) {
    return switch (row) {
      case Record of -> components(of, table);
      case Map<?, ?> map -> {
        var cells = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, value) -> cells.put(ReadableText.of(key, 100), value));
        cells.keySet().forEach(table::column);
        yield column -> cells.containsKey(column) ? cells.get(column) : TableRows.NONE;
      }
      case List<?> list -> numbered(list.size(), list::get, table);
      case null -> _ -> TableRows.NONE;
      default -> numbered(Array.getLength(row), i -> Array.get(row, i), table);
    };
  }

  private static Cells components(Record row, TableRows table) {
    var components = new LinkedHashMap<String, RecordComponent>();
    for (RecordComponent component : row.getClass().getRecordComponents()) {
      components.put(component.getName(), component);
      table.column(component.getName());
    }
    return column -> {
      RecordComponent component = components.get(column);
      return component == null ? TableRows.NONE : Components.read(component, row);
    };
  }

  private interface Elements {
    @Nullable Object at(int index);
  }

  private static Cells numbered(int length, Elements elements, TableRows table) {
    for (int i = 0; i < length && i <= TableRows.MOST_COLUMNS; i++) {
      table.column(String.valueOf(i));
    }
    return column -> {
      int index = Integer.parseInt(column);
      return index < length ? elements.at(index) : TableRows.NONE;
    };
  }
}
