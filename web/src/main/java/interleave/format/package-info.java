/** The layout of Java in cells. */
@NullMarked
package interleave.format;

import org.jspecify.annotations.NullMarked;
