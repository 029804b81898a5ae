package interleave.kernel;

import java.util.List;

/**
 * What could be typed next, the likeliest first, each text once. After a dot these are all members,
 * also those that do not begin with what is typed already.
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
   * @param text the name; a method's ends with {@code ()} if it takes nothing, else with {@code (}
   * @param fits the item has the type that is expected here
   */
  public record Item(String text, boolean fits) {}
}
