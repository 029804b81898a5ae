package interleave.kernel.jshell;

import interleave.kernel.Diagnostic.Position;

/** Offsets in a cell as lines and columns. */
record Lines(String source) {

  int line(int offset) {
    int line = 1;
    for (int i = 0; i < offset; i++) {
      if (source.charAt(i) == '\n') {
        line++;
      }
    }
    return line;
  }

  Position position(int offset) {
    int inside = Math.clamp(offset, 0, source.length());
    return new Position(line(inside), inside - source.lastIndexOf('\n', inside - 1));
  }
}
