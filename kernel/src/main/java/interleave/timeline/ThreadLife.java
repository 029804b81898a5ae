package interleave.timeline;

import java.util.List;

/**
 * What was seen of one thread while a cell ran.
 *
 * @param group what the thread belongs to: the same object for all threads of one executor or scope
 * @param to when it ended, or when the cell did
 * @param alive it went on when the cell ended
 * @param bars in order, without gaps; may be fewer than the totals tell of
 */
public record ThreadLife(
    String name,
    boolean virtual,
    Belonging group,
    Precision precision,
    long from,
    long to,
    boolean alive,
    Totals totals,
    List<Bar> bars) {

  public ThreadLife {
    bars = List.copyOf(bars);
  }

  ThreadLife withoutBars() {
    return new ThreadLife(name, virtual, group, precision, from, to, alive, totals, List.of());
  }

  /** Nobody looks what it does from here on. */
  public ThreadLife ended() {
    return new ThreadLife(name, virtual, group, precision, from, to, false, totals, bars);
  }

  /**
   * An executor, a scope, or none.
   *
   * @param id tells one executor from the next of its kind
   */
  public record Belonging(long id, String kind, Role role) {

    public Belonging(long id, String kind, boolean own) {
      this(id, kind, own ? Role.CELL : Role.STARTED);
    }

    public boolean isOwn() {
      return role == Role.CELL;
    }

    public boolean isStarted() {
      return role == Role.STARTED;
    }

    /** Works for the cell, and does not run it. */
    boolean isOther() {
      return role == Role.STARTED || role == Role.BORROWED;
    }

    boolean isMachinery() {
      return role == Role.MACHINERY;
    }
  }

  /** What a thread has to do with the cell. */
  public enum Role {
    /** Runs it. */
    CELL,
    /** Was started by it. */
    STARTED,
    /** Has worked for it, and belongs to Java's common pool or to a pool of another cell. */
    BORROWED,
    /** Belongs to Java, and made the others go on. */
    MACHINERY
  }
}
