package interleave.worker;

import interleave.display.Display;
import interleave.display.MimeBundle;
import interleave.display.Values;
import org.jspecify.annotations.Nullable;

/**
 * A place under a cell that shows a value. It remembers the latest bundle only, so a thread may
 * update it as fast as it can: what the server has not been sent is replaced, not queued.
 */
final class Place implements Display, Backlog.Entry {
  /** A picture is long by nature, and shows no more than a screenful of lines. */
  private static final int CHARACTERS_FOR_ONE = 4;

  private final CellRun run;
  private final String id;
  private final int screenful;
  private final boolean ofEarlierRun;
  private final int size;
  private MimeBundle latest; // guarded by the lock of the run's output
  private boolean sent; // guarded by the lock of the run's output

  /**
   * @param screenful how often the run's output had been cleared before
   */
  Place(CellRun run, String id, int screenful, MimeBundle first) {
    this.run = run;
    this.id = id;
    this.screenful = screenful;
    this.ofEarlierRun = run.superseded();
    this.latest = first;
    int characters = first.forms().values().stream().mapToInt(String::length).sum();
    this.size = Backlog.CHARS_OF_A_PLACE + characters / CHARACTERS_FOR_ONE;
  }

  @Override
  public void update(@Nullable Object value) {
    if (isShown()) {
      run.output().update(this, Values.bundle(value));
    }
  }

  @Override
  public boolean isShown() {
    return screenful == run.output().screenful() && run.superseded() == ofEarlierRun;
  }

  @Override
  public String toString() {
    return "a display under cell " + run.cell() + (isShown() ? "" : ", no longer shown");
  }

  int ofScreenful() {
    return screenful;
  }

  boolean sent() {
    return sent;
  }

  void replace(MimeBundle next) {
    latest = next;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Frame.Event event() {
    sent = true;
    return new Frame.Shown(id, latest);
  }

  Frame.Event updateEvent() {
    return new Frame.Updated(id, latest);
  }
}
