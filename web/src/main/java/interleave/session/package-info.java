/** A session owns one notebook; its inbox thread is the only writer. */
@NullMarked
package interleave.session;

import org.jspecify.annotations.NullMarked;
