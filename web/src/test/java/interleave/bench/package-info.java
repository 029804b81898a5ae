/** What the tests of whole processes and the measurements in {@code bench/} have in common. */
@NullMarked
package interleave.bench;

import org.jspecify.annotations.NullMarked;
