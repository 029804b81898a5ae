/** The one real kernel: JShell compiles here, a worker process runs what was compiled. */
@NullMarked
package interleave.kernel.jshell;

import org.jspecify.annotations.NullMarked;
