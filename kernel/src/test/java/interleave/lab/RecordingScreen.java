package interleave.lab;

import interleave.display.Display;
import interleave.display.MimeBundle;
import interleave.display.Screen;
import interleave.display.Values;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A screen that tells what was shown, first or as an update. */
record RecordingScreen(BiConsumer<Object, MimeBundle> shown) implements Screen {

  @Override
  public Display show(Object value, MimeBundle bundle) {
    shown.accept(value, bundle);
    return new Display() {
      @Override
      public void update(@Nullable Object next) {
        shown.accept(next == null ? "null" : next, Values.bundle(next));
      }

      @Override
      public boolean isShown() {
        return true;
      }
    };
  }

  @Override
  public void clear(boolean wait) {}
}
