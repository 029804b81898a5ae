package interleave.notebook;

import interleave.kernel.CellId;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which version the text of each cell has, so that several pages can write in one cell.
 *
 * <p>The rule is that of optimistic locking: a page says for which version its change was made, and
 * the change is taken only if no other was taken since. A page that comes too late is told the
 * other change anyway, moves its own over it and sends it again. So the order in which changes
 * reach the notebook is the order for everybody, all pages end up with the same text, and the
 * server moves nothing.
 *
 * <p>Rejected: a CRDT. It needs no such order, and pays for it with an identity for each letter, in
 * memory and in the file.
 */
public record TextVersions(Map<CellId, TextVersion> byCell) {
  static final TextVersions NONE = new TextVersions(Map.of());

  public TextVersions {
    byCell = Map.copyOf(byCell);
  }

  /**
   * One cell's.
   *
   * @param number counts the changes since the notebook was opened
   * @param recent the last of them, oldest first: with these a page that was away moves what it has
   *     typed meanwhile to where it belongs, and learns whether its last change arrived
   */
  public record TextVersion(int number, List<Recent> recent) {
    private static final int MOST_RECENT = 300;
    private static final int MOST_LETTERS = 100_000;

    /** Of a cell that nobody has written in since the notebook was opened. */
    public static final TextVersion FIRST = new TextVersion(0, List.of());

    public TextVersion {
      recent = List.copyOf(recent);
    }

    /**
     * A change that was taken.
     *
     * @param by the page that made it
     */
    public record Recent(String by, List<TextChange> parts) {
      public Recent {
        parts = List.copyOf(parts);
      }

      int letters() {
        return parts.stream().mapToInt(part -> part.insert().length()).sum();
      }
    }

    TextVersion next(Recent change) {
      var latest = new ArrayDeque<>(recent);
      latest.add(change);
      int letters = latest.stream().mapToInt(Recent::letters).sum();
      while (latest.size() > MOST_RECENT || letters > MOST_LETTERS) {
        letters -= latest.remove().letters();
      }
      return new TextVersion(number + 1, List.copyOf(latest));
    }
  }

  public TextVersion of(CellId cell) {
    return byCell.getOrDefault(cell, TextVersion.FIRST);
  }

  TextVersions changed(CellId cell, String by, List<TextChange> parts) {
    var next = new HashMap<>(byCell);
    next.put(cell, of(cell).next(new TextVersion.Recent(by, parts)));
    return new TextVersions(next);
  }

  TextVersions without(CellId cell) {
    var next = new HashMap<>(byCell);
    next.remove(cell);
    return new TextVersions(next);
  }
}
