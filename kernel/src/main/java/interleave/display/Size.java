package interleave.display;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Keeps what learners made themselves below what a page can bear. */
final class Size {
  private static final int MOST_CHARACTERS = 2_000_000;
  private static final int MOST_CHARACTERS_OF_TEXT = 100_000;

  private Size() {}

  /** Half an image or half a page of HTML is of no use: what is too long is left out whole. */
  static MimeBundle bounded(MimeBundle bundle) {
    var forms = new LinkedHashMap<String, String>();
    List<String> leftOut = new ArrayList<>();
    bundle
        .forms()
        .forEach((type, form) -> {
          if (type.equals(MimeBundle.TEXT)) {
            forms.put(type, ReadableText.cut(form, MOST_CHARACTERS_OF_TEXT));
          } else if (form.length() <= MOST_CHARACTERS) {
            forms.put(type, form);
          } else {
            leftOut.add(type + " of " + Amounts.grouped(form.length()) + " characters");
          }
        });
    if (!leftOut.isEmpty()) {
      forms.put(
          MimeBundle.NOTICE,
          "Too long to show: "
              + String.join(", ", leftOut)
              + ". The limit is "
              + Amounts.grouped(MOST_CHARACTERS)
              + ".");
    }
    return new MimeBundle(forms);
  }
}
