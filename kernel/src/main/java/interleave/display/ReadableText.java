package interleave.display;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values as text for a reader: strings without quotes, arrays with their elements, nothing longer
 * than a page can bear.
 *
 * <p>Arrays and the collections of the JDK are written here, element by element, so that a list of
 * ten million numbers costs no more than the part of it that is shown. Everything else speaks for
 * itself through {@code toString}.
 */
final class ReadableText {

  private static final int MOST_CHARACTERS = 100_000;

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
    try {
      written.write(value);
    } catch (Exception | StackOverflowError | LinkageError | AssertionError broken) {
      return failure(value, "toString()", broken);
    }
    return written.cut();
  }

  /** What to show instead of a value whose own code failed. */
  static String failure(@Nullable Object value, String method, Throwable failure) {
    String type = value == null ? "null" : value.getClass().getTypeName();
    return type + ": " + method + " threw " + described(failure);
  }

  private static String described(Throwable failure) {
    try {
      return of(failure.toString(), 1_000);
    } catch (Exception | StackOverflowError | LinkageError | AssertionError again) {
      return failure.getClass().getTypeName();
    }
  }

  private void write(@Nullable Object value) {
    if (value == null) {
      text.append("null");
    } else if (value.getClass().isArray()) {
      within(value, () -> writeArray(value));
    } else if (value instanceof Collection<?> collection && isOfTheJdk(value)) {
      within(value, () -> writeAll(collection));
    } else if (value instanceof Map<?, ?> map && isOfTheJdk(value)) {
      within(value, () -> writeEntries(map));
    } else {
      String own = value.toString();
      text.append(
          own == null ? value.getClass().getTypeName() + ": toString() returned null" : own);
    }
  }

  private void within(Object container, Runnable body) {
    if (!open.add(container)) {
      text.append("(itself)");
      return;
    }
    body.run();
    open.remove(container);
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
      write(entry.getKey());
      text.append('=');
      write(entry.getValue());
      first = false;
    }
    text.append('}');
  }

  private void separate(boolean first) {
    if (!first) {
      text.append(", ");
    }
  }

  private boolean full() {
    return text.length() > limit;
  }

  private String cut() {
    if (text.length() <= limit) {
      return text.toString();
    }
    int end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
    return text.substring(0, end)
        + String.format(Locale.ROOT, "%n… cut here: only the first %,d characters are shown", limit)
            .replace(',', '\u202f');
  }

  private static boolean isOfTheJdk(Object value) {
    return value.getClass().getClassLoader() == null;
  }
}
