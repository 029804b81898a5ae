package interleave.jupyter;

/** Jupyter counts characters, Java units of UTF-16: an emoji is one there and two here. */
final class CodePoints {
  private CodePoints() {}

  /** The offset in UTF-16 units of a position in code points; the end if it is beyond it. */
  static int toOffset(String text, int position) {
    int inside = Math.clamp(position, 0, text.codePointCount(0, text.length()));
    return text.offsetByCodePoints(0, inside);
  }

  static int toPosition(String text, int offset) {
    return text.codePointCount(0, offset);
  }
}
