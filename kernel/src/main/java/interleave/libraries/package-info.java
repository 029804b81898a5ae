/** Libraries by their Maven coordinates; the only package that knows Maven. */
@NullMarked
package interleave.libraries;

import org.jspecify.annotations.NullMarked;
