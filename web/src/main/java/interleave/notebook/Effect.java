package interleave.notebook;

import interleave.kernel.CellId;
import org.jspecify.annotations.Nullable;

/** Something to be done outside the document, because of what happened to it. */
public sealed interface Effect {

  record StartKernel(int kernel) implements Effect {}

  record RunOnKernel(int kernel, CellId cell, String source) implements Effect {}

  /**
   * Runs the hidden check of an exercise on what its cell has declared.
   *
   * @param source of the cell as it was run
   */
  record CheckOnKernel(int kernel, CellId exercise, String source) implements Effect {}

  /** The exercise's hint of that number, from 1, is to be shown; 0 is its solution. */
  record Reveal(CellId exercise, int hint) implements Effect {}

  /** The cell has run: what it tells is to be put beside the predictions about it. */
  record Measure(CellId cell) implements Effect {}

  /** The lesson as it is now is to be fetched. */
  record FetchLesson() implements Effect {}

  /** Stops the cell that runs on it, or what cells have left behind if none does. */
  record StopKernel(int kernel) implements Effect {}

  /** Stops the threads that a cell has left behind. */
  record StopLeftovers(int kernel, CellId cell) implements Effect {}

  /** {@code line} is null for the end of the input. */
  record AnswerInput(int kernel, long request, @Nullable String line) implements Effect {}

  /** Ends its Java at once; what becomes of the cell that runs on it arrives as its end. */
  record KillKernel(int kernel) implements Effect {}

  record CloseKernel(int kernel) implements Effect {}

  /** The file no longer says what the notebook says. */
  record Save() implements Effect {}
}
