package interleave.worker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link StopCheckBenchmark}: in each round, each benchmark once plain and once woven, one
 * right after the other, each in a JVM of its own.
 */
public final class StopCheckCost {
  private static final int ROUNDS = 5;

  private StopCheckCost() {}

  /**
   * Milliseconds of each JVM's fastest iteration: what disturbs makes iterations slower, never
   * faster, and what the JIT made of the code differs from JVM to JVM, not from one iteration to
   * the next.
   */
  public record Cost(List<Double> plain, List<Double> woven) {}

  public static Map<String, Cost> measure() throws RunnerException {
    var costs = new LinkedHashMap<String, Cost>();
    var options =
        new OptionsBuilder()
            .include(StopCheckBenchmark.class.getName())
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            .timeout(TimeValue.seconds(20))
            .jvmArgsAppend("-Djmh.ignoreLock=true")
            .build();
    System.setProperty("jmh.ignoreLock", "true");
    for (int round = 0; round < ROUNDS; round++) {
      for (var result : new Runner(options).run()) {
        var name = result.getParams().getBenchmark();
        var cost =
            costs.computeIfAbsent(
                name.substring(name.lastIndexOf('.') + 1),
                _ -> new Cost(new ArrayList<>(), new ArrayList<>()));
        List<Double> scores =
            result.getParams().getParam("weaving").equals("woven") ? cost.woven() : cost.plain();
        for (var fork : result.getBenchmarkResults()) {
          scores.add(
              fork.getIterationResults().stream()
                  .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
                  .min()
                  .orElseThrow());
        }
      }
    }
    return costs;
  }
}
