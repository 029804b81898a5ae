package interleave.catalog;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names of notebooks: a path below the workspace, with "/" between its folders on every operating
 * system.
 */
public final class Names {
  private static final Pattern FORBIDDEN = Pattern.compile("[\\p{Cntrl}/\\\\:*?\"<>|]");
  private static final Pattern RESERVED =
      Pattern.compile("(?i)(con|prn|aux|nul|com[\\d¹²³]|lpt[\\d¹²³])(\\..*)?");

  /**
   * Linux counts bytes, 255 for a name; ours gets an ending, and a copy of the file a longer one.
   */
  private static final int MOST_BYTES = 180;

  /** Deeper than anybody sorts notebooks; all systems can still open the file. */
  static final int MOST_FOLDERS = 5;

  private Names() {}

  /**
   * The name in the one form in which it is compared and written, or empty if no file may be called
   * so.
   */
  static Optional<String> checked(String name) {
    var parts = name.split("/", -1);
    if (parts.length > 1 + MOST_FOLDERS) {
      return Optional.empty();
    }
    var checked = new ArrayList<String>();
    for (var part : parts) {
      var one = checkedPart(part);
      if (one.isEmpty()) {
        return Optional.empty();
      }
      checked.add(one.get());
    }
    return Optional.of(String.join("/", checked));
  }

  private static Optional<String> checkedPart(String name) {
    var composed = Normalizer.normalize(name, Normalizer.Form.NFC);
    var fits =
        !composed.isBlank()
            && composed.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES
            && !FORBIDDEN.matcher(composed).find()
            && !RESERVED.matcher(composed).matches()
            && !composed.startsWith(".")
            && !composed.endsWith(".")
            && composed.equals(composed.strip());
    return fits ? Optional.of(composed) : Optional.empty();
  }

  /** A name that a notebook may have, as close to this one as can be. */
  static String like(String name) {
    var fits = FORBIDDEN.matcher(name).replaceAll("-").replaceAll("^[.\\s]+|[.\\s]+$", "");
    return checkedPart(fits).orElse("notebook");
  }

  /** A heading as an id: lower case letters and digits, hyphens between. */
  static String slug(String heading) {
    var plain =
        Normalizer.normalize(heading, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    return plain.substring(0, Math.min(plain.length(), 48)).replaceAll("-$", "");
  }

  /** " (did you mean 'x'?)" if one of the known names is close, else nothing. */
  public static String suggestion(String typed, List<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(name -> distance(typed, name)))
        .filter(name -> distance(typed, name) <= Math.max(2, name.length() / 4))
        .map(name -> " (did you mean '" + name + "'?)")
        .orElse("");
  }

  /** Levenshtein's: how many letters must be added, removed or replaced. */
  private static int distance(String a, String b) {
    var row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
