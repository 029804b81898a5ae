/** The server: routes, sockets, the browser's JSON, and who may come in. */
@NullMarked
package interleave.web;

import org.jspecify.annotations.NullMarked;
