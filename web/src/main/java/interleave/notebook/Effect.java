package interleave.notebook;

import interleave.kernel.CellId;
import org.jspecify.annotations.Nullable;

/** Something to be done outside the document, because of what happened to it. */
public sealed interface Effect {

  record StartKernel(int kernel) implements Effect {}

  record RunOnKernel(int kernel, CellId cell, String source) implements Effect {}

  /** Stops the cell that runs on it, or what cells have left behind if none does. */
  record StopKernel(int kernel) implements Effect {}

  /** {@code line} is null for the end of the input. */
  record AnswerInput(int kernel, long request, @Nullable String line) implements Effect {}

  /** Ends its Java at once; what becomes of the cell that runs on it arrives as its end. */
  record KillKernel(int kernel) implements Effect {}

  record CloseKernel(int kernel) implements Effect {}

  /** The file no longer says what the notebook says. */
  record Save() implements Effect {}
}
