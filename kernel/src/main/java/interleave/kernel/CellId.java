package interleave.kernel;

import java.util.regex.Pattern;

/** Names a cell for ever: 1 to 64 of {@code [a-zA-Z0-9-_]}, as nbformat 4.5 asks. */
public record CellId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

  public CellId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a cell id is 1 to 64 letters, digits, '-' or '_', found: '" + value + "'");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
