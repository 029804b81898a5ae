/** What a figure is compared with, made of the kernel's own settings. */
@NullMarked
package interleave.kernel.jshell;

import org.jspecify.annotations.NullMarked;
