/**
 * What the threads of a cell did, as a reader sees it: lanes, totals, a verdict. Pure: no thread,
 * no clock. Times are nanoseconds since the run began.
 */
@NullMarked
package interleave.timeline;

import org.jspecify.annotations.NullMarked;
