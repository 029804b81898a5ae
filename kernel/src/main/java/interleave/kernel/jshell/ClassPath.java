package interleave.kernel.jshell;

import interleave.kernel.Diagnostic;
import interleave.kernel.jshell.DependencyLines.Wanted;
import interleave.libraries.Coordinate;
import interleave.libraries.Libraries;
import interleave.libraries.Libraries.Jar;
import interleave.libraries.UnresolvedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The libraries that the cells of one kernel have asked for. It only grows: Java cannot forget a
 * class, so another version of a library needs another kernel. Used by one cell at a time.
 */
final class ClassPath {
  private final Libraries dependencies;
  private final Map<String, String> versions = new HashMap<>(); // by library

  ClassPath(Libraries dependencies) {
    this.dependencies = dependencies;
  }

  /** What came of the lines of a cell. */
  sealed interface Answer {
    record Add(List<Path> jars) implements Answer {}

    record Wrong(List<Diagnostic> mistakes) implements Answer {}
  }

  /**
   * Finds the libraries that are not there yet. Blocks while they are fetched.
   *
   * @param progress takes lines for the reader
   */
  Answer find(List<Wanted> lines, Consumer<String> progress) throws InterruptedException {
    var mistakes = new ArrayList<Diagnostic>();
    var missing = new LinkedHashMap<Coordinate, Wanted>();
    for (Wanted line : lines) {
      line.coordinate()
          .ifPresentOrElse(
              coordinate -> check(coordinate, line, missing, mistakes),
              () -> mistakes.add(line.notACoordinate()));
    }
    if (!mistakes.isEmpty() || missing.isEmpty()) {
      return mistakes.isEmpty() ? new Answer.Add(List.of()) : new Answer.Wrong(mistakes);
    }
    try {
      List<Jar> found = dependencies.resolve(List.copyOf(missing.keySet()), progress);
      return new Answer.Add(added(found, progress));
    } catch (UnresolvedException e) {
      String message = String.valueOf(e.getMessage());
      // One answer for all of them: it belongs to the line that it names, else to the first.
      Wanted culprit =
          missing.entrySet().stream()
              .filter(entry -> message.contains(entry.getKey().toString()))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElseGet(() -> missing.firstEntry().getValue());
      return new Answer.Wrong(List.of(culprit.mistake(message)));
    }
  }

  private void check(
      Coordinate coordinate,
      Wanted line,
      Map<Coordinate, Wanted> missing,
      List<Diagnostic> mistakes) {
    String there = versions.get(coordinate.library());
    if (there == null) {
      missing.putIfAbsent(coordinate, line);
    } else if (!there.equals(coordinate.version())) {
      mistakes.add(
          line.mistake(
              coordinate.library()
                  + " "
                  + there
                  + " is loaded already, and Java cannot change a library while it runs: restart it"
                  + " to use "
                  + coordinate.version()));
    }
  }

  private List<Path> added(List<Jar> found, Consumer<String> progress) {
    var jars = new ArrayList<Path>();
    var names = new ArrayList<String>();
    for (Jar jar : found) {
      Coordinate coordinate = jar.coordinate();
      String there = versions.putIfAbsent(coordinate.library(), coordinate.version());
      if (there == null) {
        jars.add(jar.file());
        names.add(coordinate.artifact() + " " + coordinate.version());
      } else if (!there.equals(coordinate.version())) {
        progress.accept(
            coordinate.library()
                + " stays at "
                + there
                + ", which is loaded already; "
                + coordinate.version()
                + " was asked for");
      }
    }
    if (!names.isEmpty()) {
      progress.accept("ready to use: " + String.join(", ", names));
    }
    return jars;
  }
}
