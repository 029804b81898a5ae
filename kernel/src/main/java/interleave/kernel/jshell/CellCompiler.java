package interleave.kernel.jshell;

import interleave.kernel.Completeness;
import interleave.kernel.Completions;
import interleave.worker.Origin;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.PersistentSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Kind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/**
 * JShell, used as a compiler that remembers. Every use of it holds {@code lock}; see {@link
 * WorkerControl} for when it is let go.
 */
final class CellCompiler implements AutoCloseable {
  // --source and not --release: the latter makes the compiler read another description of the JDK,
  // which costs 6 ms in each of
  // the four or five passes over a snippet.
  private static final List<String> OPTIONS =
      List.of(
          "--enable-preview",
          "--source",
          "25",
          "-parameters",
          UnusedImports.PLUGIN,
          UnusedImports.ACCESS,
          "-Xlint:deprecation,removal,rawtypes,unchecked,empty,fallthrough,synchronization");

  private final ReentrantLock lock = new ReentrantLock();
  private String classPath; // guarded by lock
  private final WorkerControl control;
  private final JShell shell;
  private final CompilerFiles files;
  private final SyntaxReader syntax = new SyntaxReader();
  private final DiagnosticWriter writer = new DiagnosticWriter(this::names);
  private final CellSplitter splitter;
  private final Completing completing;
  private final SnippetOrigins origins;
  private final OutputOfJShell output;
  private boolean closed;

  CellCompiler(WorkerLink link, String classPath) {
    this.classPath = classPath;
    control = new WorkerControl(link, lock);
    var managers = new ArrayList<CompilerFiles>();
    shell =
        JShell.builder()
            .fileManager(standard -> {
              managers.add(new CompilerFiles(standard, classPath));
              return managers.getFirst();
            })
            .executionEngine(provider(control), Map.of())
            .compilerOptions(
                Stream.concat(OPTIONS.stream(), Stream.of("--class-path", classPath))
                    .toArray(String[]::new))
            .build();
    files = managers.getFirst();
    origins = new SnippetOrigins(shell);
    output = OutputOfJShell.of(shell);
    control.remember(origins::of);
    splitter = new CellSplitter(shell.sourceCodeAnalysis(), syntax, writer);
    completing = new Completing(shell.sourceCodeAnalysis(), splitter);
  }

  WorkerControl control() {
    return control;
  }

  DiagnosticWriter writer() {
    return writer;
  }

  /** From now on snippets may use these jars, which the worker has already. */
  void addToClassPath(List<Path> jars) {
    locked(() -> {
      for (Path jar : jars) {
        files.add(jar);
        shell.addToClasspath(jar.toString());
        classPath += File.pathSeparator + jar;
      }
      return null;
    });
  }

  /** Evaluates one snippet that is known to be right. */
  void evaluate(String snippet) {
    locked(() -> {
      SnippetEvent event = shell.eval(snippet).getFirst();
      if (event.status() != Snippet.Status.VALID) {
        throw new IllegalStateException(
            "the prelude has to compile, found: "
                + snippet
                + " "
                + shell.diagnostics(event.snippet()).map(DiagnosticWriter::message).toList());
      }
      return null;
    });
  }

  CellSplitter.Split split(String source) {
    return locked(() -> splitter.split(source));
  }

  /** Compiles a snippet and has it run. How the run ended, the control knows. */
  List<SnippetEvent> evaluate(CellSnippet snippet, String cell, Lines lines) {
    return locked(() -> {
      Origin origin = origins.expect(snippet, cell, lines);
      control.expect(origin);
      List<SnippetEvent> events =
          UnusedImports.leftOut(() -> shell.eval(snippet.text().toString()));
      origins.evaluated(events, origin);
      if (events.stream().noneMatch(event -> event.snippet() instanceof PersistentSnippet)) {
        output.drop(control.forgetClasses()); // of statements nothing has a name
      }
      return events;
    });
  }

  /** How many class files JShell shows the compiler; 0 where it does not tell. */
  int keptClasses() {
    return locked(output::size);
  }

  List<Diag> diagnostics(Snippet snippet) {
    return locked(() -> shell.diagnostics(snippet).toList());
  }

  boolean isActive(Snippet snippet) {
    return locked(() -> shell.status(snippet).isActive());
  }

  /** Why the declaration, which is there, cannot be used, empty if it can or is gone. */
  Optional<String> obstacle(DeclarationSnippet snippet) {
    return locked(() -> {
      if (!shell.status(snippet).isActive() || shell.status(snippet) == Snippet.Status.VALID) {
        return Optional.empty();
      }
      List<String> missing = shell.unresolvedDependencies(snippet).toList();
      return missing.isEmpty()
          ? shell
              .diagnostics(snippet)
              .filter(Diag::isError)
              .map(diag -> snippet.name() + " cannot be used: " + DiagnosticWriter.message(diag))
              .findFirst()
          : Optional.of(
              snippet.name() + " cannot be used yet: it needs " + String.join(", ", missing));
    });
  }

  void drop(Snippet snippet) {
    locked(() -> {
      if (shell.status(snippet).isActive()) {
        shell.drop(snippet);
      }
      return null;
    });
  }

  /** Drops all variables, methods and types; imports stay. */
  void forgetDeclarations() {
    List<Snippet> all = locked(() -> shell.snippets().toList());
    for (Snippet snippet : all) {
      if (snippet.kind() != Kind.IMPORT) {
        drop(snippet);
      }
    }
  }

  Completions complete(String source, int cursor) {
    return locked(
        () -> closed ? new Completions(cursor, List.of()) : completing.at(source, cursor));
  }

  Completeness completeness(String source) {
    return locked(() -> closed ? new Completeness.Unknown() : splitter.completeness(source));
  }

  /** What has to be known to look at this cell; empty when closed. */
  Optional<Surroundings> surroundings(String source) {
    return locked(() ->
        closed
            ? Optional.empty()
            : Optional.of(splitter.surroundings(source, header(), classPath)));
  }

  /** The same for a text whose end is being written. */
  Optional<Surroundings> surroundingsBeforeEnd(String text) {
    return locked(() ->
        closed
            ? Optional.empty()
            : Optional.of(splitter.surroundingsBeforeEnd(text, header(), classPath)));
  }

  /** The package and the imports that JShell would put above a snippet now. */
  private String header() {
    String wrapped = shell.sourceCodeAnalysis().wrappers(";").getFirst().wrapped();
    return wrapped.substring(0, wrapped.indexOf("\nclass "));
  }

  @Override
  public void close() {
    locked(() -> {
      closed = true;
      shell.close();
      closeFiles();
      return null;
    });
    syntax.close();
  }

  // JShell leaves that to the garbage collector. Until then every kernel would keep its jars open,
  // and Windows would not delete them.
  private void closeFiles() {
    try {
      files.close();
    } catch (IOException e) {
      // Nothing was written, so nothing is lost.
    }
  }

  private Stream<String> names() {
    return locked(() ->
        Stream.of(
            shell.variables().filter(v -> shell.status(v).isDefined()).map(v -> v.name()),
            shell.methods().map(m -> m.name()),
            shell.types().map(t -> t.name()))
            .flatMap(names -> names)
            .toList()
            .stream());
  }

  private <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  private static ExecutionControlProvider provider(ExecutionControl control) {
    return new ExecutionControlProvider() {
      @Override
      public String name() {
        return "interleave";
      }

      @Override
      public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
        return control;
      }
    };
  }
}
