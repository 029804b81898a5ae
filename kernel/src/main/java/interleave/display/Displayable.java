package interleave.display;

/** A value that knows its own forms. */
public interface Displayable {
  MimeBundle bundle();
}
