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
   * @param takes a method's parameters such as {@code (int index, E element)}, empty for all else;
   *     {@code (…)} if there are several methods of the name
   * @param type what a method returns, a variable holds, or the package of a type; empty if unknown
   */
  public record Item(String text, boolean fits, Kind kind, String takes, String type) {}

  /** What an item names. */
  public enum Kind {
    METHOD,
    CONSTRUCTOR,
    FIELD,
    VARIABLE,
    CLASS,
    INTERFACE,
    RECORD,
    ENUM,
    PACKAGE,
    KEYWORD,
    /** Several words with gaps to fill in. */
    SNIPPET,
    UNKNOWN
  }
}
