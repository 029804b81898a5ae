/** What can only be measured from inside the worker's package. */
@NullMarked
package interleave.worker;

import org.jspecify.annotations.NullMarked;
