package interleave.kernel.jshell;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that sources seem to declare. Read off their looks, without a compiler: a name too many
 * costs one warning, and there may be hundreds of cells to look at each time somebody stops typing.
 */
final class Declarations {
  private static final Pattern NAME =
      Pattern.compile(
          "(?:(?<!\\b(?:new|return|throw|else|yield|assert))(?<=[\\w>\\]?])\\s+|,\\s*)(\\w+)\\s*(?=[=;(,:){<\\[]|extends|implements|permits|\\z)");

  private Declarations() {}

  static Set<String> in(List<String> sources) {
    var names = new HashSet<String>();
    for (String source : sources) {
      Matcher matcher = NAME.matcher(source);
      while (matcher.find()) {
        names.add(matcher.group(1));
      }
    }
    return names;
  }
}
