package interleave.bench;

import interleave.kernel.jshell.Baseline;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

/**
 * The baseline of everything that compiles: JShell with our imports and options, and an execution
 * control that does nothing. Its temporary variables are dropped, so it gets no slower.
 */
final class CompilesOnly implements AutoCloseable {
  private final JShell shell = Baseline.shell();

  double millis(String source) {
    long start = System.nanoTime();
    var events = shell.eval(source);
    double millis = (System.nanoTime() - start) / 1e6;
    for (var event : events) {
      if (event.status() != Snippet.Status.VALID) {
        throw new IllegalStateException("does not compile: " + source);
      }
      shell.drop(event.snippet());
    }
    return millis;
  }

  @Override
  public void close() {
    shell.close();
  }
}
