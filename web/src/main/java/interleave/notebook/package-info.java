/** The document, pure: no thread, no clock, no JSON, no JShell. */
@NullMarked
package interleave.notebook;

import org.jspecify.annotations.NullMarked;
