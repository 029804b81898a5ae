package interleave.kernel.jshell;

import interleave.kernel.Completions;
import interleave.kernel.Diagnostic;
import interleave.kernel.Documentation;
import interleave.kernel.Signatures;
import interleave.kernel.jshell.Analysis.Understood;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Answers what a reader wants to know about a cell before it runs. Takes from the compiler what
 * exists at that moment, and thinks about it without keeping the compiler: see {@link Analysis}.
 */
final class TypingHelp implements AutoCloseable {
  /** More is not looked at: cutting it up would keep the compiler from the next run. */
  private static final int MOST_BEFORE_CURSOR = 6_000;

  private static final int LONGEST_CHECKED = 20_000;
  private static final int LONGEST_CALL = 2_000;

  private final CellCompiler compiler;
  private final Analysis analysis;
  private final Checking checking;
  private final Calls calls;
  private final Documenting documenting;

  TypingHelp(CellCompiler compiler, Sources sources) {
    this.compiler = compiler;
    this.analysis = new Analysis(compiler.control().classes());
    this.checking = new Checking(analysis, compiler.writer());
    this.calls = new Calls(sources);
    this.documenting = new Documenting(sources);
  }

  Completions complete(String cell, int cursor) {
    String source = DependencyLines.hidden(cell);
    Completions found = compiler.complete(source, cursor);
    if (found.items().isEmpty()) {
      return found;
    }
    int start = startOfView(source, found.anchor());
    return about(
            source.substring(start),
            found.anchor() - start,
            found.anchor() - start,
            Describing.PLACEHOLDER,
            understood ->
                new Completions(found.anchor(), Describing.described(found.items(), understood)))
        .orElse(found);
  }

  Signatures signatures(String cell, int cursor) {
    int start = startOfView(cell, cursor);
    String near = DependencyLines.hidden(cell).substring(start);
    return OpenCall.at(near, cursor - start)
        .flatMap(call ->
            about(
                near,
                startOfName(near, call.nameEnd()),
                cursor - start,
                "",
                understood -> calls.at(call, understood)))
        .orElse(Signatures.NONE);
  }

  Optional<Documentation> documentation(String cell, int cursor) {
    int start = startOfView(cell, cursor);
    String near = DependencyLines.hidden(cell).substring(start);
    return endOfName(near, cursor - start)
        .or(() -> OpenCall.at(near, cursor - start).map(OpenCall::nameEnd))
        .flatMap(end ->
            about(
                near,
                startOfName(near, end),
                endOfCall(near, end),
                "",
                understood -> documenting.at(end - 1, understood)))
        .flatMap(found -> found);
  }

  List<Diagnostic> check(String source, List<String> others) {
    // What a library will bring is not known before the cell runs.
    if (source.length() > LONGEST_CHECKED || !DependencyLines.in(source).isEmpty()) {
      return List.of();
    }
    return compiler
        .surroundings(source)
        .map(around -> checking.check(source, around, Declarations.in(others)))
        .orElse(List.of());
  }

  @Override
  public void close() {
    analysis.close();
  }

  /**
   * Asks about a source up to {@code end}; empty if the kernel is closed.
   *
   * @param place in the part of the source that is asked about
   */
  private <T> Optional<T> about(
      String source, int place, int end, String suffix, Function<Understood, T> question) {
    return compiler
        .surroundingsBeforeEnd(source.substring(0, place))
        .map(around ->
            analysis.about(
                Sketch.ofBeginning(source, end, around, suffix), around.classPath(), question));
  }

  private static int startOfView(String source, int end) {
    return end <= MOST_BEFORE_CURSOR ? 0 : source.indexOf('\n', end - MOST_BEFORE_CURSOR - 1) + 1;
  }

  private static int startOfName(String source, int cursor) {
    int from = cursor;
    while (from > 0 && Character.isJavaIdentifierPart(source.charAt(from - 1))) {
      from--;
    }
    return from;
  }

  /** Of the name at or directly before the cursor. */
  private static Optional<Integer> endOfName(String source, int cursor) {
    int from = startOfName(source, cursor);
    int to = cursor;
    while (to < source.length() && Character.isJavaIdentifierPart(source.charAt(to))) {
      to++;
    }
    return from == to || !Character.isJavaIdentifierStart(source.charAt(from))
        ? Optional.empty()
        : Optional.of(to);
  }

  /** With the arguments, if the name has any: they tell which of several methods is meant. */
  private static int endOfCall(String source, int nameEnd) {
    int at = nameEnd;
    while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
      at++;
    }
    if (at == source.length() || source.charAt(at) != '(') {
      return nameEnd;
    }
    for (int end = at + 1; end <= Math.min(source.length(), at + LONGEST_CALL); end++) {
      if (source.charAt(end - 1) == ')'
          && Brackets.openAtEnd(source.substring(at, end)).isEmpty()) {
        return end;
      }
    }
    return nameEnd;
  }
}
