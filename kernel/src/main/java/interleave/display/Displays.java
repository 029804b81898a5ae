package interleave.display;

import java.util.Objects;

/** The way from a helper of the lab to the screen of the cell it was called in. */
public final class Displays {

  private static final Screen PRINTED = (value, bundle) -> System.out.println(bundle.text());

  // Written once by the worker before the first cell runs, read by any thread of any cell.
  private static volatile Screen screen = PRINTED;

  private Displays() {}

  /** Sends everything shown from now on to this screen. */
  public static void install(Screen newScreen) {
    screen = Objects.requireNonNull(newScreen);
  }

  /**
   * Shows the bundle under the cell that the calling thread works for.
   *
   * @param value the object the bundle was made of; it is not shown again as the cell's last value
   */
  public static void show(Object value, MimeBundle bundle) {
    screen.show(value, bundle);
  }
}
