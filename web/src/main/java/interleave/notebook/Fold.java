package interleave.notebook;

/** A part of a cell that the reader has folded away; it stays in the document. */
public enum Fold {
  SOURCE,
  OUTPUTS,

  /** All cells below a heading, up to the next one of its level. */
  SECTION
}
