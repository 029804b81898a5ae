package interleave.display;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What learners said how values of a type are shown. The most special type counts: a class before
 * its superclass, and both before an interface.
 */
public final class Renderers {
  private static final int DEEPEST = 10;

  /** By name, so that a class declared anew does not keep its predecessors. */
  private static final Map<String, Renderer> BY_TYPE = new ConcurrentHashMap<>();

  private static final ThreadLocal<Integer> DEPTH = ThreadLocal.withInitial(() -> 0);

  private record Renderer(Class<?> type, Function<Object, ?> shownAs) {}

  private Renderers() {}

  /**
   * From now on a value of the type is shown as what the function makes of it.
   *
   * @param shownAs another value, or a {@link Displayable}
   */
  public static <T> void register(Class<T> type, Function<? super T, ?> shownAs) {
    Objects.requireNonNull(shownAs, "a function from a value to what is shown for it is needed");
    BY_TYPE.put(CellNames.of(type), new Renderer(type, value -> shownAs.apply(type.cast(value))));
  }

  /** Forgets what was said for the type. */
  public static void remove(Class<?> type) {
    BY_TYPE.remove(CellNames.of(type));
  }

  @SuppressWarnings("ReferenceEquality") // whether it is that very object
  static Optional<MimeBundle> render(Object value) {
    if (BY_TYPE.isEmpty()) {
      return Optional.empty();
    }
    Function<Object, ?> shownAs = find(value.getClass());
    int depth = DEPTH.get();
    // One type may be shown as another, but not for ever in a circle.
    if (shownAs == null || depth == DEEPEST) {
      return Optional.empty();
    }
    DEPTH.set(depth + 1);
    try {
      Object shown = shownAs.apply(value);
      return shown == value ? Optional.empty() : Optional.of(Values.bundle(shown));
    } catch (Exception | StackOverflowError | LinkageError | AssertionError broken) {
      return Optional.of(
          MimeBundle.text(Faults.described(value, "the function given to showAs", broken)));
    } finally {
      DEPTH.set(depth);
    }
  }

  private static @Nullable Function<Object, ?> find(Class<?> of) {
    for (Class<?> type = of; type != null; type = type.getSuperclass()) {
      Renderer exact = BY_TYPE.get(CellNames.of(type));
      if (exact != null && exact.type() == type) {
        return exact.shownAs();
      }
    }
    for (Renderer renderer : BY_TYPE.values()) {
      if (renderer.type().isInterface() && renderer.type().isAssignableFrom(of)) {
        return renderer.shownAs();
      }
    }
    return null;
  }
}
