package interleave.kernel.jshell;

import java.util.List;

/** What every cell may use without asking for it. */
final class Prelude {
  /**
   * Package by package, because {@code import module java.base} makes the compiler take 1.3 to 2
   * times as long for each snippet.
   */
  static final List<String> IMPORTS =
      List.of(
          "import java.io.*;",
          "import java.math.*;",
          "import java.net.*;",
          "import java.net.http.*;",
          "import java.nio.charset.*;",
          "import java.nio.file.*;",
          "import java.time.*;",
          "import java.util.*;",
          "import java.util.concurrent.*;",
          "import java.util.concurrent.atomic.*;",
          "import java.util.concurrent.locks.*;",
          "import java.util.function.*;",
          "import java.util.regex.*;",
          "import java.util.stream.*;",
          "import static java.time.Duration.ofMillis;",
          "import static java.time.Duration.ofSeconds;");

  /**
   * One snippet of each kind: the first of its kind takes the compiler a hundred times as long as
   * the second.
   */
  static final String WARM_UP =
      """
      record WarmUp(int x) {}
      int warmUp(int x) { return x + 1; }
      var warm = Stream.of(new WarmUp(1), new WarmUp(2)).map(w -> warmUp(w.x())).toList();
      int warmer = 1;
      for (int i = 0; i < 3; i++) { warmer += warm.get(i % 2); System.out.println(warmer); }
      warm.size() + warmer
      """;

  private Prelude() {}
}
