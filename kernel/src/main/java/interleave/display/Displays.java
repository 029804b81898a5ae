package interleave.display;

import java.util.Objects;

/** The way from a helper of the lab to the screen of the cell it was called in. */
public final class Displays {

  // Written once by the worker before the first cell runs, read by any thread of any cell.
  private static volatile Screen screen = new PrintedText();

  private Displays() {}

  /** Sends everything shown from now on to this screen. */
  public static void install(Screen newScreen) {
    screen = Objects.requireNonNull(newScreen);
  }

  /** Shows the bundle under the cell that the calling thread works for, because a reader asked. */
  public static Display show(MimeBundle bundle) {
    return screen.show(bundle, bundle);
  }

  /**
   * The same for an object that shows itself: nobody asked to see it twice.
   *
   * @param value the object the bundle was made of; it is not shown again as the cell's last value
   */
  public static Display show(Object value, MimeBundle bundle) {
    return screen.show(value, bundle);
  }

  /**
   * Takes away everything that is shown under the cell that the calling thread works for.
   *
   * @param wait only when there is something to show instead
   */
  public static void clear(boolean wait) {
    screen.clear(wait);
  }
}
