package interleave.lab;

import interleave.display.Displayable;
import interleave.display.MimeBundle;
import interleave.display.Values;
import interleave.lab.Chart.Kind;
import interleave.lab.Chart.Series;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What every cell can call without an import to draw numbers. */
public class Charts extends Working {

  private static final int MOST_BARS = 100;

  protected Charts() {}

  /**
   * Makes a chart with a bar for each entry.
   *
   * {@snippet :
   * display(bars("milliseconds", Map.of("one after another", 400, "all at once", 20)));
   * }
   *
   * <p>Leaves out sorting: the bars stand in the order of the map, and {@code Map.of} has none.
   */
  public static Chart bars(String title, Map<String, ? extends Number> values) {
    if (values.size() > MOST_BARS) {
      throw new IllegalArgumentException(
          "expected at most " + MOST_BARS + " bars, found " + values.size());
    }
    var names = new ArrayList<String>(values.keySet());
    List<Double> y = finite(values.values());
    List<Double> x = IntStream.range(0, y.size()).asDoubleStream().boxed().toList();
    return new Chart(
        Kind.BARS, title, y.isEmpty() ? List.of() : List.of(new Series("", names, x, y)), "", "");
  }

  /**
   * Makes a chart of lines, which are added to it.
   *
   * {@snippet :
   * display(lines("waiting in turn").line("ms", List.of(1, 2, 4), List.of(200, 400, 800)));
   * }
   *
   * <p>Leaves out curves: points are joined by straight lines.
   */
  public static Chart lines(String title) {
    return new Chart(Kind.LINES, title, List.of(), "", "");
  }

  /**
   * Makes a chart of how often values occur, in about fifteen steps of equal width.
   *
   * {@snippet :
   * display(histogram("ms", List.of(20, 21, 21, 22, 25, 40)));
   * }
   *
   * <p>Leaves out choosing the width of a step.
   */
  public static Chart histogram(String title, Collection<? extends Number> values) {
    List<Double> all = finite(values);
    if (all.isEmpty()) {
      return new Chart(Kind.COLUMNS, title, List.of(), "", "");
    }
    double least = Collections.min(all);
    double most = Collections.max(all);
    double width = most > least ? Ticks.covering(0, (most - least) / 3).step() : 1;
    double from = Math.floor(least / width) * width;
    int bins = (int) Math.floor((most - from) / width) + 1;
    var counts = new ArrayList<>(Collections.nCopies(bins, 0.0));
    for (double value : all) {
      int bin = Math.min(bins - 1, (int) ((value - from) / width));
      counts.set(bin, counts.get(bin) + 1);
    }
    List<Double> starts = IntStream.range(0, bins).mapToObj(i -> from + i * width).toList();
    List<String> names =
        starts.stream()
            .map(start -> ChartText.number(start) + " to " + ChartText.number(start + width))
            .toList();
    return new Chart(Kind.COLUMNS, title, List.of(new Series("", names, starts, counts)), "", "");
  }

  /**
   * Makes a chart of how many times faster something got with more threads: what was measured, what
   * would be ideal, and Amdahl's line with the parallel share that fits best.
   *
   * {@snippet :
   * var work = cpuWork(4, ofMillis(20));
   * var times = new TreeMap<Integer, Duration>();
   * for (int threads : List.of(1, 2, 4)) {
   *   times.put(threads, time(threads + " threads", () -> work.pool(threads)).elapsed());
   * }
   * display(speedUps("a pool", times));
   * }
   *
   * <p>Leaves out repetition: one measurement of each is not much to draw a line through.
   *
   * @param timeByThreads has to tell the time of 1 thread
   */
  public static Chart speedUps(String title, Map<Integer, Duration> timeByThreads) {
    var sorted = Amdahl.speedUps(timeByThreads);
    double share = parallelShare(timeByThreads);
    List<Integer> threads = List.copyOf(sorted.keySet());
    int most = threads.getLast();
    List<Integer> all = IntStream.rangeClosed(1, most).boxed().toList();
    return lines(title)
        .line("measured", threads, List.copyOf(sorted.values()))
        .line("ideal", List.of(1, most), List.of(1, most))
        .line(
            "Amdahl, " + Math.round(100 * share) + " % parallel",
            all,
            all.stream().map(n -> amdahl(share, n)).toList())
        .axes("threads", "times as fast");
  }

  // @start region="amdahl"
  /**
   * How many times faster cores make work of which only a share can be done in parallel.
   *
   * {@snippet :
   * IO.println(amdahl(0.9, 8));   // 4.7
   * }
   *
   * <p>Leaves out what parallel work costs by itself: starting, waiting for each other, caches.
   */
  public static double amdahl(double parallelShare, int cores) {
    return 1 / ((1 - parallelShare) + parallelShare / cores);
  }

  // @end
  /**
   * The parallel share with which Amdahl's law fits times best.
   *
   * {@snippet :
   * IO.println(parallelShare(Map.of(1, ofMillis(100), 2, ofMillis(55), 4, ofMillis(32))));
   * }
   *
   * <p>Leaves out doubt: it says nothing about how well it fits.
   *
   * @param timeByThreads has to tell the time of 1 thread
   */
  public static double parallelShare(Map<Integer, Duration> timeByThreads) {
    return Amdahl.parallelShare(Amdahl.speedUps(timeByThreads));
  }

  /**
   * Makes a table.
   *
   * {@snippet :
   * display(table(List.of("way", "ms"), List.of(List.of("all at once", 205), List.of("one by one", 4011))));
   * }
   *
   * <p>Leaves out records and maps: lists of these show as tables by themselves.
   */
  public static Displayable table(List<String> columns, List<? extends List<?>> rows) {
    var all = new ArrayList<Map<String, Object>>();
    for (List<?> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "expected " + columns.size() + " values in each row, found " + row);
      }
      var cells = new LinkedHashMap<String, Object>();
      for (int i = 0; i < row.size(); i++) {
        cells.put(columns.get(i), row.get(i));
      }
      all.add(cells);
    }
    return () -> tableOf(columns, all);
  }

  private static MimeBundle tableOf(List<String> columns, List<Map<String, Object>> rows) {
    var forms = new LinkedHashMap<>(Values.bundle(rows).forms());
    forms.put(MimeBundle.TEXT, TextTable.of(columns, rows));
    return new MimeBundle(forms);
  }

  static List<Double> finite(Collection<? extends Number> values) {
    List<Double> all = values.stream().map(Number::doubleValue).toList();
    for (double value : all) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("expected numbers that can be drawn, found " + value);
      }
    }
    return all;
  }
}
