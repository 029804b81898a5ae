package interleave.display;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values as text for a reader: strings without quotes, arrays with their elements, nothing longer
 * than a page can bear.
 *
 * <p>Arrays and the collections of the JDK are written here, element by element, so that a list of
 * ten million numbers costs no more than the part of it that is shown. Everything else speaks for
 * itself through {@code toString}, unless {@link JdkText} knows better.
 */
final class ReadableText {

  private static final int MOST_CHARACTERS = 100_000;
  private static final int DEEPEST = 100;

  private final StringBuilder text = new StringBuilder();
  private final int limit;

  /**
   * The containers being written, outermost first: one that contains itself is not followed again.
   */
  private final Set<Object> open = Collections.newSetFromMap(new IdentityHashMap<>());

  private ReadableText(int limit) {
    this.limit = limit;
  }

  static String of(@Nullable Object value) {
    return of(value, MOST_CHARACTERS);
  }

  /** The text of a value, cut after {@code limit} characters with a notice of what is missing. */
  static String of(@Nullable Object value, int limit) {
    var written = new ReadableText(limit);
    written.write(value);
    return cut(written.text, limit);
  }

  /** The text itself if it is short enough, else its beginning and a notice. */
  static String cut(CharSequence text, int limit) {
    if (text.length() <= limit) {
      return text.toString();
    }
    int end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
    return text.subSequence(0, end)
        + "\n… cut here: only the first "
        + Amounts.grouped(limit)
        + " characters are shown";
  }

  private void write(@Nullable Object value) {
    int before = text.length();
    try {
      writeUnsafely(value);
    } catch (Exception | StackOverflowError | LinkageError | AssertionError broken) {
      text.setLength(before);
      text.append(Faults.described(value, methodOf(value), broken));
    }
  }

  private void writeUnsafely(@Nullable Object value) {
    if (value == null) {
      text.append("null");
    } else if (value.getClass().isArray()) {
      within(value, () -> writeArray(value));
    } else if (value instanceof Collection<?> collection && isOfTheJdk(value)) {
      within(value, () -> writeAll(collection));
    } else if (value instanceof Map<?, ?> map && isOfTheJdk(value)) {
      within(value, () -> writeEntries(map));
    } else if (value instanceof Map.Entry<?, ?> entry && isOfTheJdk(value)) {
      within(value, () -> writeEntry(entry));
    } else {
      switch (JdkText.of(value).orElse(null)) {
        case JdkText.Text.Whole(var whole) -> text.append(whole);
        case JdkText.Text.Around(var start, var content, var end) ->
            within(
                value,
                () -> {
                  text.append(start);
                  write(content);
                  text.append(end);
                });
        case null -> writeOwn(value);
      }
    }
  }

  private void writeOwn(Object value) {
    String own = value.toString();
    text.append(
        own == null
            ? CellNames.of(value.getClass()) + ": toString() returned null"
            : CellNames.readable(own));
  }

  private static String methodOf(@Nullable Object value) {
    return value instanceof Iterable<?> && isOfTheJdk(value) ? "its iterator" : "toString()";
  }

  private void within(Object container, Runnable body) {
    if (open.size() >= DEEPEST) {
      text.append('…');
      return;
    }
    if (!open.add(container)) {
      text.append("(itself)");
      return;
    }
    try {
      body.run();
    } finally {
      open.remove(container);
    }
  }

  private void writeArray(Object array) {
    int length = Array.getLength(array);
    text.append('[');
    for (int i = 0; i < length && !full(); i++) {
      separate(i == 0);
      write(Array.get(array, i));
    }
    text.append(']');
  }

  private void writeAll(Collection<?> collection) {
    text.append('[');
    boolean first = true;
    for (Object element : collection) {
      if (full()) {
        break;
      }
      separate(first);
      write(element);
      first = false;
    }
    text.append(']');
  }

  private void writeEntries(Map<?, ?> map) {
    text.append('{');
    boolean first = true;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (full()) {
        break;
      }
      separate(first);
      writeEntry(entry);
      first = false;
    }
    text.append('}');
  }

  private void writeEntry(Map.Entry<?, ?> entry) {
    write(entry.getKey());
    text.append('=');
    write(entry.getValue());
  }

  private void separate(boolean first) {
    if (!first) {
      text.append(", ");
    }
  }

  private boolean full() {
    return text.length() > limit;
  }

  private static boolean isOfTheJdk(Object value) {
    return value.getClass().getClassLoader() == null;
  }
}
