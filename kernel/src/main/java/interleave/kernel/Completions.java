package interleave.kernel;

import java.util.List;

/**
 * What could be typed next.
 *
 * @param anchor offset in the source from which an item replaces the text up to the cursor
 */
public record Completions(int anchor, List<Item> items) {

  public Completions {
    items = List.copyOf(items);
  }

  /**
   * One thing to type.
   *
   * @param fits the item has the type that is expected here
   */
  public record Item(String text, boolean fits) {}
}
