package interleave.display;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Any value as what {@link Json} can write: records and maps as objects, collections and arrays as
 * arrays, everything else as text. Ends also where the value does not: what is too deep, too long
 * or leads back to itself is named instead.
 */
final class JsonTree {
  private static final int DEEPEST = 30;
  private static final int MOST_ELEMENTS = 1_000;
  private static final int MOST_NODES = 10_000;
  private static final int MOST_CHARACTERS = 10_000;
  private static final int MOST_CHARACTERS_TOGETHER = 400_000;

  private final Set<Object> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private int nodes;
  private int characters;

  private JsonTree() {}

  static @Nullable Object of(@Nullable Object value) {
    return new JsonTree().node(value);
  }

  private @Nullable Object node(@Nullable Object value) {
    nodes++;
    return switch (value) {
      case null -> null;
      case Boolean truth -> truth;
      case Number number when isJdk(number) -> number;
      case Optional<?> optional -> node(optional.orElse(null));
      case Record row -> within(row, () -> ofRecord(row));
      case Map<?, ?> map -> within(map, () -> ofMap(map));
      case Collection<?> elements -> within(elements, () -> ofElements(elements));
      case Object array when array.getClass().isArray() -> within(array, () -> ofArray(array));
      case Object other -> text(other);
    };
  }

  private interface Part {
    @Nullable Object read();
  }

  private @Nullable Object within(Object container, Part content) {
    if (open.size() >= DEEPEST) {
      return "… deeper than " + DEEPEST + " levels";
    }
    if (!open.add(container)) {
      return "(itself)";
    }
    try {
      return content.read();
    } finally {
      open.remove(container);
    }
  }

  private Map<String, @Nullable Object> ofRecord(Record row) {
    var object = new LinkedHashMap<String, @Nullable Object>();
    for (RecordComponent component : row.getClass().getRecordComponents()) {
      object.put(component.getName(), node(Components.read(component, row)));
    }
    return object;
  }

  private Map<String, @Nullable Object> ofMap(Map<?, ?> map) {
    var object = new LinkedHashMap<String, @Nullable Object>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (full(object.size())) {
        object.put("…", missing(map.size(), object.size()));
        break;
      }
      object.put(text(entry.getKey()), node(entry.getValue()));
    }
    return object;
  }

  private List<@Nullable Object> ofElements(Collection<?> elements) {
    var array = new ArrayList<@Nullable Object>();
    for (Object element : elements) {
      if (full(array.size())) {
        array.add("… " + missing(elements.size(), array.size()));
        break;
      }
      array.add(node(element));
    }
    return array;
  }

  private List<@Nullable Object> ofArray(Object elements) {
    var array = new ArrayList<@Nullable Object>();
    int length = Array.getLength(elements);
    for (int i = 0; i < length; i++) {
      if (full(i)) {
        array.add("… " + missing(length, i));
        break;
      }
      array.add(node(Array.get(elements, i)));
    }
    return array;
  }

  private String text(@Nullable Object value) {
    String text = ReadableText.of(value, MOST_CHARACTERS);
    characters += text.length();
    return text;
  }

  private boolean full(int elements) {
    return elements >= MOST_ELEMENTS
        || nodes >= MOST_NODES
        || characters >= MOST_CHARACTERS_TOGETHER;
  }

  private static String missing(int all, int shown) {
    return Amounts.grouped(Math.max(0, all - shown)) + " more of " + Amounts.grouped(all);
  }

  private static boolean isJdk(Number number) {
    return number.getClass().getClassLoader() == null;
  }
}
