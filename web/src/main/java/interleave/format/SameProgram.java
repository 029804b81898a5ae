package interleave.format;

import java.util.regex.Pattern;

/** Whether two texts are the same Java but for the white space between its words. */
final class SameProgram {
  private static final Pattern WORD =
      Pattern.compile(
          """
          (?xs) (?<block> \""" .*? \""" )
          | (?<text> " (?: \\\\. | [^"\\\\\\n] )* " | ' (?: \\\\. | [^'\\\\\\n] )+ ' )
          | (?<comment> //[^\\n]* | /\\* .*? \\*/ )
          | (?<space> \\s+ )
          | .
          """);

  private SameProgram() {}

  static boolean but(String before, String after) {
    return reduced(before).equals(reduced(after));
  }

  private record Reduced(String program, String comments) {}

  private static Reduced reduced(String source) {
    var program = new StringBuilder();
    var comments = new StringBuilder();
    var words = WORD.matcher(source);
    while (words.find()) {
      if (words.group("comment") != null) {
        comments.append(words.group().replaceAll("[\\s*/]+", "")); // long ones may be broken anew
      } else if (words.group("block") != null) {
        var block = words.group();
        program.append(block.substring(block.indexOf('\n') + 1, block.length() - 3).stripIndent());
      } else if (words.group("space") == null) {
        program.append(words.group());
      }
    }
    return new Reduced(program.toString(), comments.toString());
  }
}
