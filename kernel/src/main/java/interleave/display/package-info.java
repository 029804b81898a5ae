/** Values as MIME bundles. JDK alone. */
@NullMarked
package interleave.display;

import org.jspecify.annotations.NullMarked;
