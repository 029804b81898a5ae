package interleave.display;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Any value as a MIME bundle: always text, richer forms for the kinds of value listed in {@link
 * #richForms}.
 *
 * <p>Learners' code is called here ({@code toString}, accessors, iterators, what was given to
 * {@link Renderers}). What it throws becomes text that says so.
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
    if (value == null) {
      return MimeBundle.text("null");
    }
    if (value instanceof Displayable displayable) {
      return ofDisplayable(displayable);
    }
    Optional<MimeBundle> own = Renderers.render(value);
    return own.isPresent() ? own.get() : inGeneral(value);
  }

  private static MimeBundle inGeneral(Object value) {
    var forms = new LinkedHashMap<String, String>();
    try {
      forms.putAll(richForms(value));
    } catch (Exception | StackOverflowError | LinkageError | AssertionError broken) {
      forms.clear(); // the text form below meets the same fault and tells it
    }
    if (!forms.containsKey(MimeBundle.TEXT)) {
      forms.put(MimeBundle.TEXT, ReadableText.of(value));
    }
    return new MimeBundle(forms);
  }

  // Learners write displayables too, so null can come where none is allowed.
  @SuppressWarnings("NullAway")
  private static MimeBundle ofDisplayable(Displayable displayable) {
    try {
      @Nullable MimeBundle bundle = displayable.bundle();
      return bundle == null
          ? MimeBundle.text(CellNames.of(displayable.getClass()) + ": bundle() returned null")
          : Size.bounded(bundle);
    } catch (Exception | StackOverflowError | LinkageError | AssertionError broken) {
      return MimeBundle.text(Faults.described(displayable, "bundle()", broken));
    }
  }

  private static Map<String, String> richForms(Object value) {
    if (isPicture(value)) {
      return Picture.forms(value, PNG);
    }
    var forms = new LinkedHashMap<String, String>();
    Tables.of(value)
        .ifPresent(table -> {
          forms.put(MimeBundle.TABLE, table.json());
          forms.put(HTML, table.html());
        });
    return forms;
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
