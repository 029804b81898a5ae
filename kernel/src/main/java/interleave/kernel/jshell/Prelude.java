package interleave.kernel.jshell;

import java.util.List;

/** What every cell may use without asking for it. */
final class Prelude {
  /**
   * Package by package, because {@code import module java.base} makes the compiler take 1.3 to 2
   * times as long for each snippet. And as one snippet, because JShell compiles something for each
   * one, which takes half a second for all while Java is cold. It takes the whole for the first of
   * them, and forgets it when a reader imports that; nobody imports what {@code Object} has not.
   */
  static final String IMPORTS =
      """
      import static java.lang.Object.*;
      import java.io.*;
      import java.math.*;
      import java.net.*;
      import java.net.http.*;
      import java.nio.charset.*;
      import java.nio.file.*;
      import java.time.*;
      import java.util.*;
      import java.util.concurrent.*;
      import java.util.concurrent.atomic.*;
      import java.util.concurrent.locks.*;
      import java.util.function.*;
      import java.util.regex.*;
      import java.util.stream.*;
      import static java.time.Duration.ofMillis;
      import static java.time.Duration.ofSeconds;
      import interleave.display.*;
      import interleave.lab.*;
      import static interleave.lab.FetchOption.*;
      import static interleave.lab.Lab.*;
      import static interleave.lab.Showing.*;
      """;

  /**
   * One snippet of each kind: the first of its kind takes the compiler a hundred times as long as
   * the second. As cells, since a reader who comes in between waits for one of them.
   */
  static final List<String> WARM_UP =
      List.of(
          """
          record Warm(int x) {}
          int warmer(int x) { return x + 1; }
          """,
          """
          var warm = Stream.of(new Warm(1), new Warm(2)).map(w -> warmer(w.x())).toList();
          int warmest = 1;
          """,
          "warmUp();",
          """
          for (int i = 0; i < 3; i++) { warmest += warm.get(i % 2); System.out.println(warmest); }
          warm.size() + warmest
          """);

  private Prelude() {}
}
