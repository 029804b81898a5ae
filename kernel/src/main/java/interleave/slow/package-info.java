/**
 * The slow service: an HTTP server on this machine that waits on purpose, outside the learner's
 * JVM.
 */
@NullMarked
package interleave.slow;

import org.jspecify.annotations.NullMarked;
