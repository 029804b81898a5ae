package interleave.libraries;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Where libraries come from. */
public interface Libraries {

  /** A library's file. */
  record Jar(Coordinate coordinate, Path file) {}

  /**
   * The libraries and all that they need at run time, each library once. Blocks while they are
   * fetched.
   *
   * @param progress takes a line for the reader whenever something takes time
   * @throws UnresolvedException if one cannot be had; the message says why and what to do
   * @throws InterruptedException if the reader does not want them any more
   */
  List<Jar> resolve(List<Coordinate> libraries, Consumer<String> progress)
      throws UnresolvedException, InterruptedException;

  /** For a server on which nobody may fetch anything. */
  static Libraries off() {
    return (_, _) -> {
      throw new UnresolvedException(
          "libraries are switched off on this server (--no-dependencies): only the JDK can be used"
              + " here");
    };
  }
}
