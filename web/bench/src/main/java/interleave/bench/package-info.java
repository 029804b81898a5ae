/** Measures what is promised of the kernel, on this machine, and writes it down. */
@NullMarked
package interleave.bench;

import org.jspecify.annotations.NullMarked;
