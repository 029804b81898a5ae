package interleave.kernel;

/** Whether a source could be run as it is, or its author is likely to be still writing. */
public sealed interface Completeness {

  /** Could be run. Whether it compiles is another matter. */
  record Complete() implements Completeness {}

  /**
   * Something is still open.
   *
   * @param indent the white space with which the next line should begin
   */
  record Incomplete(String indent) implements Completeness {}

  /** No end that could be added would make this Java. */
  record Invalid() implements Completeness {}

  /** There is nobody to tell. */
  record Unknown() implements Completeness {}
}
