package interleave.bench;

import interleave.worker.StopCheckCost;
import java.util.Map;
import java.util.function.Consumer;

/** What the check for a stop costs learners' loops. */
final class StopCheck {
  private static final double LIMIT = 1.03;
  private static final Map<String, String> TITLES =
      Map.of(
          "primes", "primes below 200 000",
          "matrices", "product of two 300 × 300 matrices",
          "sum", "sum of an `int[]`, 64 million additions",
          "bodies", "n-body, 100 000 steps",
          "fibonacci", "`fib(33)`, recursive");

  private StopCheck() {}

  static void measure(Consumer<Figure> report) throws Exception {
    StopCheckCost.measure()
        .forEach((name, cost) ->
            report.accept(
                Figure.ratioAtMost(
                    LIMIT,
                    "ms",
                    TITLES.getOrDefault(name, name) + ", woven : not",
                    Sample.of(cost.woven()),
                    Sample.of(cost.plain()))));
  }
}
