package interleave.display;

import org.jspecify.annotations.Nullable;

/** The screen where there is no worker: values are printed, the updated ones again. */
final class PrintedText implements Screen {

  @Override
  public Display show(Object value, MimeBundle bundle) {
    System.out.println(bundle.text());
    return new Display() {
      @Override
      public void update(@Nullable Object next) {
        System.out.println(Values.bundle(next).text());
      }

      @Override
      public boolean isShown() {
        return true;
      }
    };
  }

  /** What is printed is printed. */
  @Override
  public void clear(boolean wait) {}
}
