package interleave.worker;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Takes the value of a cell's last expression. The kernel wraps one that surely has a value into a
 * call of {@code value}, and one that may be a call without any into a call of {@code last}: which
 * of the two the compiler picks tells, so nobody has to find out the expression's type first.
 *
 * <p>An instance does that, and not the class: behind {@code new}, {@code interleave} means the
 * package also where a learner has a variable of that name.
 */
public final class Results {
  private static final ThreadLocal<@Nullable Result> LAST = new ThreadLocal<>();

  private record Result(@Nullable Object value) {}

  /** An expression without a value. */
  @FunctionalInterface
  public interface Action {
    void run() throws Throwable;
  }

  public void value(@Nullable Object value) {
    LAST.set(new Result(value));
  }

  public void last(Callable<?> expression) throws Throwable {
    value(expression.call());
  }

  public void last(Action expression) throws Throwable {
    expression.run();
  }

  static void forget() {
    LAST.remove();
  }

  /** Whether there was a value, which may be null. */
  static boolean has() {
    return LAST.get() != null;
  }

  static Optional<Object> value() {
    Result last = LAST.get();
    return Optional.ofNullable(last == null ? null : last.value());
  }
}
