package interleave.notebook;

/**
 * What a file says that the document has no word for, as the file format's own text. The document
 * carries it from reading to writing and never looks inside.
 */
public record Foreign(String text) {
  public static final Foreign NONE = new Foreign("");
}
