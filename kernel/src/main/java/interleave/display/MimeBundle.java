package interleave.display;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One value in several forms, richest first; every bundle has {@code text/plain}. Binary forms are
 * base64, JSON forms are JSON text.
 */
public record MimeBundle(Map<String, String> forms) {

  public static final String TEXT = "text/plain";
  public static final String SVG = "image/svg+xml";

  /** A comparison or timing as facts, for a page that can draw it: see {@code web/protocol}. */
  public static final String COMPARISON = "application/vnd.interleave.comparison+json";

  /** Rows and columns as facts, for a page that can sort them: see {@code web/protocol}. */
  public static final String TABLE = "application/vnd.interleave.table+json";

  /** How far something has come, as facts: see {@code web/protocol}. */
  public static final String PROGRESS = "application/vnd.interleave.progress+json";

  /** A value that a cell has named, for the prediction that is compared with it. */
  public static final String MEASURED = "application/vnd.interleave.measured+json";

  /** A sentence of ours that belongs below the value: what of it is not shown. */
  public static final String NOTICE = "text/vnd.interleave.notice";

  /** A sentence of ours that stands by itself, such as that an event loop stands still. */
  public static final String WARNING = "text/vnd.interleave.warning";

  public MimeBundle {
    if (!forms.containsKey(TEXT)) {
      throw new IllegalArgumentException(
          "a bundle needs a text/plain form, found: " + forms.keySet());
    }
    forms = Collections.unmodifiableMap(new LinkedHashMap<>(forms));
  }

  public static MimeBundle text(String text) {
    return new MimeBundle(Map.of(TEXT, text));
  }

  /** A drawing, for every program that shows notebooks, and what it says. */
  public static MimeBundle drawing(String svg, String text) {
    var forms = new LinkedHashMap<String, String>();
    forms.put(SVG, svg);
    forms.put(TEXT, text);
    return new MimeBundle(forms);
  }

  public String text() {
    return forms.getOrDefault(TEXT, "");
  }
}
