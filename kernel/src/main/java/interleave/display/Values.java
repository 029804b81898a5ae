package interleave.display;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Any value as a MIME bundle: always text, richer forms for the kinds of value listed in {@link
 * #richForms}.
 *
 * <p>Learners' code is called here ({@code toString}, accessors, iterators). What it throws becomes
 * text that says so.
 */
public final class Values {

  private static final String HTML = "text/html";
  private static final String PNG = "image/png";

  private Values() {}

  /**
   * The value in all its forms. Throws only errors that are no fault of the value, such as the stop
   * of a cell.
   */
  public static MimeBundle bundle(@Nullable Object value) {
    if (value instanceof Displayable displayable) {
      return ofDisplayable(displayable);
    }
    var forms = new LinkedHashMap<String, String>();
    if (value != null) {
      try {
        forms.putAll(richForms(value));
      } catch (Exception | StackOverflowError | LinkageError | AssertionError broken) {
        forms.clear(); // the text form below meets the same fault and tells it
      }
    }
    forms.put(MimeBundle.TEXT, ReadableText.of(value));
    return new MimeBundle(forms);
  }

  private static MimeBundle ofDisplayable(Displayable displayable) {
    try {
      return displayable.bundle();
    } catch (Exception | StackOverflowError | LinkageError | AssertionError broken) {
      return MimeBundle.text(ReadableText.failure(displayable, "bundle()", broken));
    }
  }

  private static Map<String, String> richForms(Object value) {
    if (isPicture(value)) {
      return Picture.png(value).map(png -> Map.of(PNG, png)).orElse(Map.of());
    }
    Optional<Table> table = Table.of(value);
    return table.map(rows -> Map.of(HTML, rows.html())).orElse(Map.of());
  }

  /** Asks by name: naming the class here would load AWT into every worker. */
  private static boolean isPicture(Object value) {
    for (Class<?> type = value.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getName().equals("java.awt.image.BufferedImage")) {
        return true;
      }
    }
    return false;
  }
}
