/** What holds for all packages. */
@NullMarked
package interleave;

import org.jspecify.annotations.NullMarked;
