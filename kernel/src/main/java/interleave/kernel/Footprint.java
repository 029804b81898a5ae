package interleave.kernel;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a kernel's worker takes of the machine; empty where the system does not tell.
 *
 * @param bytes of memory, those that it shares with other processes counted in parts if the system
 *     can do so
 * @param threads of the operating system, the machinery of its Java included
 */
public record Footprint(OptionalLong bytes, OptionalInt threads) {
  public static final Footprint UNKNOWN = new Footprint(OptionalLong.empty(), OptionalInt.empty());
}
