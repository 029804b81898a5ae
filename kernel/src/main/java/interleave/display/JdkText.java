package interleave.display;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.Spliterator;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Values of the JDK whose own text tells a reader nothing. Nothing is used up or waited for: a
 * stream is not read, a future is asked for what it has.
 */
final class JdkText {
  private JdkText() {}

  /**
   * The value's text, or the part before and the value in it: {@code Optional[} and what is in it.
   */
  sealed interface Text {
    record Whole(String text) implements Text {}

    record Around(String before, @Nullable Object content, String after) implements Text {}
  }

  static Optional<Text> of(Object value) {
    Class<?> type = value.getClass();
    if (type.isHidden() && type.getSimpleName().contains("$$Lambda")) {
      return whole("a lambda, " + interfaces(type));
    }
    if (type.getClassLoader() != null && !(value instanceof Throwable)) {
      return Optional.empty();
    }
    return switch (value) {
      case Optional<?> full when full.isPresent() -> around("Optional[", full.get(), "]");
      case Throwable thrown -> whole(ThrowableText.of(thrown));
      case Future<?> future -> Optional.of(ofFuture(future));
      case BaseStream<?, ?> stream ->
          whole("a stream, not read: end it with toList() or forEach(…) to see what is in it");
      case Iterator<?> iterator -> whole("an iterator, not read: a loop shows what is in it");
      case Spliterator<?> spliterator ->
          whole("a spliterator, not read: forEachRemaining(…) shows what is in it");
      default -> Optional.empty();
    };
  }

  private static Text ofFuture(Future<?> future) {
    String name = future.getClass().getSimpleName();
    return switch (future.state()) {
      case RUNNING -> new Text.Whole(name + ", not completed");
      case CANCELLED -> new Text.Whole(name + ", cancelled");
      case SUCCESS -> new Text.Around(name + ", completed with ", future.resultNow(), "");
      case FAILED ->
          new Text.Whole(name + ", failed with " + ThrowableText.headline(future.exceptionNow()));
    };
  }

  private static String interfaces(Class<?> type) {
    return Arrays.stream(type.getInterfaces())
        .map(CellNames::of)
        .map(name -> name.substring(name.lastIndexOf('.') + 1))
        .collect(Collectors.joining(", "));
  }

  private static Optional<Text> whole(String text) {
    return Optional.of(new Text.Whole(text));
  }

  private static Optional<Text> around(String before, Object content, String after) {
    return Optional.of(new Text.Around(before, content, after));
  }
}
