package interleave.kernel;

/**
 * What is known about a name in a cell.
 *
 * @param signature the declaration, without its body
 * @param from where it is declared, such as {@code java.util.concurrent}; empty for the cells' own
 * @param markdown its documentation, empty if there is none. May hold anything that an author
 *     wrote: whoever renders it must not let HTML through
 * @param note why there is no documentation, when there could be; else empty
 */
public record Documentation(String signature, String from, String markdown, String note) {}
