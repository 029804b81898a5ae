package interleave.lab;

import java.net.URI;
import java.time.Duration;

/**
 * What became of one address: a page or a failure.
 *
 * {@snippet :
 * for (var result : fetchResults(slowUrls(3, ofMillis(20)).failingPages(2))) {
 *   IO.println(switch (result) {
 *     case FetchResult.Page page -> page.text();
 *     case FetchResult.Failure failure -> failure.cause().getMessage();
 *   });
 * }
 * }
 *
 * <p>Leaves out the tries before the last, see {@code seen} of {@link SlowUrls}.
 */
public sealed interface FetchResult {

  /** The address that was asked. */
  URI url();

  /** How long it took, all tries and the pauses between them included. */
  Duration took();

  /** Whether it is a page. */
  default boolean ok() {
    return this instanceof Page;
  }

  /** The address answered 200, and this is its body. */
  record Page(URI url, String text, Duration took) implements FetchResult {}

  /** There was no page in the end, for this reason. */
  record Failure(URI url, Exception cause, Duration took) implements FetchResult {}
}
