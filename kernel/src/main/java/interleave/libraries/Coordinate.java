package interleave.libraries;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names one version of one library, as {@code group:artifact:version}. */
public record Coordinate(String group, String artifact, String version) {
  private static final Pattern FORM =
      Pattern.compile("([\\w.-]+):([\\w.-]+):([\\w.+-]+)", Pattern.UNICODE_CHARACTER_CLASS);

  public static Optional<Coordinate> parse(String text) {
    Matcher parts = FORM.matcher(text);
    return parts.matches()
        ? Optional.of(new Coordinate(parts.group(1), parts.group(2), parts.group(3)))
        : Optional.empty();
  }

  /** The library, whatever its version. */
  public String library() {
    return group + ":" + artifact;
  }

  @Override
  public String toString() {
    return library() + ":" + version;
  }
}
