package interleave.display;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** A value as JSON, and as indented text for programs that cannot draw it. */
public final class JsonForms {
  private static final String JSON = "application/json";

  private JsonForms() {}

  public static MimeBundle of(@Nullable Object value) {
    Object tree = JsonTree.of(value);
    var forms = new LinkedHashMap<String, String>();
    forms.put(JSON, Json.text(tree));
    forms.put(MimeBundle.TEXT, Json.indented(tree));
    return new MimeBundle(forms);
  }
}
