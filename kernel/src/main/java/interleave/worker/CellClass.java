package interleave.worker;

/**
 * A class that JShell compiled from a cell. Its bytes are shared, not copied: nobody writes to
 * them.
 */
@SuppressWarnings("ArrayRecordComponent")
public record CellClass(String name, byte[] bytes, Origin origin) {

  /**
   * JShell nests what a cell declares in a wrapper class of its own; this is the wrapper's name.
   */
  public String wrapper() {
    return CellLoader.wrapperOf(name);
  }
}
