package interleave.notebook;

import interleave.kernel.CellId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What readers did to the cells as wholes, to be taken back and done again; what they type has the
 * editor's own undo. It belongs to the document, not to a tab, so a page that is loaded again can
 * still take back. Latest last.
 */
public record History(List<Action> done, List<Action> undone) {
  private static final int MOST_ACTIONS = 50;

  static final History EMPTY = new History(List.of(), List.of());

  public History {
    done = List.copyOf(done);
    undone = List.copyOf(undone);
  }

  /** For a page to say what it would take back. */
  public enum What {
    INSERT,
    DELETE,
    RESTORE,
    MOVE,
    SPLIT,
    MERGE,
    KIND,
    REPLACE,
    REVISION
  }

  /** One thing that a reader did, in the order in which its parts happened. */
  record Action(What what, List<Edit> edits) {
    Action {
      edits = List.copyOf(edits);
    }
  }

  sealed interface Edit {
    record Inserted(CellId cell) implements Edit {}

    record Deleted(Binned cell) implements Edit {}

    /** {@code from} and {@code to} are the cells above, null for the first place. */
    record Moved(CellId cell, @Nullable CellId from, @Nullable CellId to) implements Edit {}

    /** Another text or another kind, and the same id. */
    record Rewritten(Cell before, Cell after) implements Edit {}
  }

  public @Nullable What undo() {
    return done.isEmpty() ? null : done.getLast().what();
  }

  public @Nullable What redo() {
    return undone.isEmpty() ? null : undone.getLast().what();
  }

  Optional<Action> lastDone() {
    return done.isEmpty() ? Optional.empty() : Optional.of(done.getLast());
  }

  Optional<Action> lastUndone() {
    return undone.isEmpty() ? Optional.empty() : Optional.of(undone.getLast());
  }

  History did(Action action) {
    return new History(plus(done, action), List.of());
  }

  /** The last action is taken back, by these edits. */
  History undid(List<Edit> edits) {
    var action = new Action(done.getLast().what(), edits);
    return new History(allButLast(done), edits.isEmpty() ? undone : plus(undone, action));
  }

  History redid(List<Edit> edits) {
    var action = new Action(undone.getLast().what(), edits);
    return new History(edits.isEmpty() ? done : plus(done, action), allButLast(undone));
  }

  private static List<Action> plus(List<Action> actions, Action action) {
    var next = new ArrayList<>(actions);
    next.add(action);
    return next.subList(Math.max(0, next.size() - MOST_ACTIONS), next.size());
  }

  private static List<Action> allButLast(List<Action> actions) {
    return actions.subList(0, actions.size() - 1);
  }
}
