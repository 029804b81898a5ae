package interleave.catalog;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** A lesson cannot be read; all its mistakes at once. */
public final class LessonException extends RuntimeException {
  private final transient List<Mistake> mistakes;

  LessonException(List<Mistake> mistakes) {
    super(mistakes.stream().map(Mistake::toString).collect(joining("\n")));
    this.mistakes = List.copyOf(mistakes);
  }

  public List<Mistake> mistakes() {
    return mistakes;
  }
}
