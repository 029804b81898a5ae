package interleave.session;

import interleave.notebook.Notebook;
import interleave.notebook.Operation.BySaver;

/** What a reader decides about an open notebook when its file, or an earlier state, says other. */
public final class Replacing {
  private Replacing() {}

  /** The session's notebook gets these cells; its readers can undo that. */
  public static void by(Notebook other, Session session) {
    session.submit(new BySaver.Become(other.cells()));
  }

  /** What the file says is replaced with the next save. */
  public static void keepOurs(Session session) {
    session.submit(new BySaver.KeepOurs());
  }
}
