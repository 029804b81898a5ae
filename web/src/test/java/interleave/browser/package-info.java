/** What a new user does, in a real browser, against the runnable jar in a process of its own. */
@NullMarked
package interleave.browser;

import org.jspecify.annotations.NullMarked;
