package interleave.kernel;

import java.util.List;

/**
 * The methods or constructors that a call may mean whose arguments are being typed.
 *
 * @param overloads in the order of their declaration; empty if the cursor is not among arguments
 * @param active the overload that fits what is typed so far, an index
 * @param parameter the one that the cursor stands at, counted from 0; what a method has last it may
 *     take several times
 */
public record Signatures(List<Signature> overloads, int active, int parameter) {
  public static final Signatures NONE = new Signatures(List.of(), 0, 0);

  public Signatures {
    overloads = List.copyOf(overloads);
  }

  /**
   * One way to call.
   *
   * @param parameters each as one would declare it, such as {@code int count}
   * @param type what it returns; empty for a constructor
   */
  public record Signature(String name, List<String> parameters, String type) {
    public Signature {
      parameters = List.copyOf(parameters);
    }
  }
}
