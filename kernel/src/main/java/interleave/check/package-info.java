/** What the hidden checks of lessons call: run the learner's code once, and ask what happened. */
@NullMarked
package interleave.check;

import org.jspecify.annotations.NullMarked;
