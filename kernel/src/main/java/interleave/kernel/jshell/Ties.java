package interleave.kernel.jshell;

import java.util.Optional;

/** What a part of a cell has to do with other parts, and with other cells. */
record Ties(Names names, Optional<TypeHeader> type, Optional<Program> program) {
  static final Ties NONE = new Ties(Names.NONE, Optional.empty(), Optional.empty());

  static Ties of(Names names) {
    return new Ties(names, Optional.empty(), Optional.empty());
  }
}
