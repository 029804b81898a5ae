package interleave.notebook;

import interleave.kernel.CellId;
import interleave.kernel.InputRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The threads of the kernel in use that wait for a line of the reader's, the one that asked first
 * in front.
 *
 * @param asked how many have waited since the notebook was opened, in this kernel and in earlier
 *     ones
 */
public record Inputs(int asked, List<Input> open) {

  static final Inputs NONE = new Inputs(0, List.of());

  public Inputs {
    open = List.copyOf(open);
  }

  /**
   * One of them.
   *
   * @param number never used again: what a tab answers to a question that is gone hits no other
   */
  public record Input(int number, InputRequest request) {}

  Inputs with(InputRequest request) {
    var next = new ArrayList<>(open);
    next.add(new Input(asked + 1, request));
    return new Inputs(asked + 1, next);
  }

  Optional<Input> find(int number) {
    return open.stream().filter(input -> input.number() == number).findFirst();
  }

  Inputs without(Predicate<Input> gone) {
    return new Inputs(asked, open.stream().filter(gone.negate()).toList());
  }

  Inputs withoutCell(CellId cell) {
    return without(input -> input.request().cell().equals(cell));
  }
}
