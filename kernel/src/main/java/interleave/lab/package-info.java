/** What learners call: slow addresses, fetching, honest timing. JDK alone. */
@NullMarked
package interleave.lab;

import org.jspecify.annotations.NullMarked;
