package interleave.kernel.jshell;

import interleave.kernel.jshell.Brackets.Open;

/** How far the next line of a source is indented whose end is still to be written. */
final class NextLine {
  private static final String STEP = "    ";

  private NextLine() {}

  static String indent(String source) {
    String text = source.stripTrailing();
    Open inner = Brackets.openAtEnd(text).peek();
    return inner == null
        ? indentOfLine(text, text.length()) + STEP
        : indentOfLine(text, inner.at()) + STEP;
  }

  private static String indentOfLine(String text, int at) {
    String line = text.substring(text.lastIndexOf('\n', Math.max(at - 1, 0)) + 1);
    return line.substring(0, line.length() - line.stripLeading().length());
  }
}
