package interleave.worker;

import interleave.display.Display;
import interleave.display.MimeBundle;
import interleave.display.Screen;
import java.util.function.Supplier;

/** Shows values under the cell that the calling thread works for. */
final class CellScreen implements Screen {
  private final Supplier<CellRun> owner;

  CellScreen(Supplier<CellRun> owner) {
    this.owner = owner;
  }

  @Override
  public Display show(Object value, MimeBundle bundle) {
    return owner.get().show(value, bundle);
  }

  @Override
  public void clear(boolean wait) {
    owner.get().clear(wait);
  }
}
