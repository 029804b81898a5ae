/**
 * Main program and agent of the learner's JVM: runs cells, routes their output, stops them. JDK
 * alone.
 */
@NullMarked
package interleave.worker;

import org.jspecify.annotations.NullMarked;
