/** Lessons and workspace files: MyST Markdown and .ipynb to Notebook and back. */
@NullMarked
package interleave.catalog;

import org.jspecify.annotations.NullMarked;
