package interleave.display;

/**
 * Where displayed values go. The worker installs its own before the first cell; without one, values
 * are printed as text.
 */
public interface Screen {

  /**
   * Shows the bundle under the cell that the calling thread works for.
   *
   * @param value the object the bundle was made of; it is not shown again as the cell's last value
   * @return the place where it stands now
   */
  Display show(Object value, MimeBundle bundle);

  /**
   * Takes away everything that is shown under the cell that the calling thread works for.
   *
   * @param wait only when there is something to show instead
   */
  void clear(boolean wait);
}
