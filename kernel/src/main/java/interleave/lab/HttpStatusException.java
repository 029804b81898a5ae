package interleave.lab;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer with another status than 200.
 *
 * {@snippet :
 * try {
 *   fetch(slowUrls(1, ofMillis(20)).failingPages(1).getFirst());
 * } catch (HttpStatusException e) {
 *   IO.println(e.status());   // 500
 * }
 * }
 *
 * <p>Leaves out the body of the answer, but for its first line.
 */
public final class HttpStatusException extends IOException {

  private final int status;
  private final @Nullable Duration retryAfter;

  HttpStatusException(String message, int status, @Nullable Duration retryAfter) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** The status of the answer, such as 429 or 500. */
  public int status() {
    return status;
  }

  /** How long the server wants to be left alone, if it said so in seconds. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
