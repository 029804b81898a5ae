package interleave.kernel.jshell;

import interleave.kernel.Outcome;
import interleave.kernel.jshell.ClassPath.Answer;
import interleave.kernel.jshell.DependencyLines.Wanted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Gets the libraries that a cell asks for, before its first statement. On a thread of its own, as a
 * network may take its time and a stop shall not wait for it.
 */
final class Fetching {
  private static final Duration LOOK = Duration.ofMillis(50);

  private final CellCompiler compiler;
  private final ClassPath classPath;
  private final Consumer<String> progress;

  /**
   * @param progress takes lines for the reader
   */
  Fetching(CellCompiler compiler, ClassPath classPath, Consumer<String> progress) {
    this.compiler = compiler;
    this.classPath = classPath;
    this.progress = progress;
  }

  /** How the cell ends without having run, or nothing if all is there that it asks for. */
  Optional<Outcome> run(String source) {
    List<Wanted> wanted = DependencyLines.in(source);
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    var answer = new CompletableFuture<Answer>();
    Thread thread = Thread.ofVirtual().name("libraries").start(() -> find(wanted, answer));
    try {
      while (!thread.join(LOOK)) {
        if (compiler.control().gate().isStopped()) {
          thread.interrupt();
          thread.join(); // whatever it loads by now would be unknown to the next cell
          return Optional.of(new Outcome.Stopped());
        }
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      return Optional.of(new Outcome.Stopped());
    }
    return switch (answer.join()) {
      case Answer.Wrong(var mistakes) -> Optional.of(new Outcome.Rejected(mistakes));
      case Answer.Add(var jars) -> add(jars, wanted.getFirst());
    };
  }

  private void find(List<Wanted> wanted, CompletableFuture<Answer> answer) {
    try {
      answer.complete(classPath.find(wanted, progress));
    } catch (InterruptedException e) {
      answer.complete(new Answer.Add(List.of())); // stopped, and nobody looks at it
    } catch (RuntimeException | Error e) {
      answer.completeExceptionally(e);
    }
  }

  private Optional<Outcome> add(List<Path> jars, Wanted first) {
    if (jars.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> problem = compiler.control().addToClassPath(jars);
    if (problem.isPresent()) {
      return Optional.of(new Outcome.Rejected(List.of(first.mistake(problem.get()))));
    }
    compiler.addToClassPath(jars);
    return Optional.empty();
  }
}
