package interleave.lab;

import interleave.display.Displayable;
import interleave.display.MimeBundle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Numbers as a drawing, with the same numbers in words.
 *
 * {@snippet :
 * lines("squares").line("x²", List.of(1, 2, 3), List.of(1, 4, 9)).axes("x", "");
 * }
 *
 * <p>Leaves out zooming and dates: it is for a few numbers that one look shall tell.
 */
public final class Chart implements Displayable {

  static final int MOST_LINES = 4;
  static final int MOST_POINTS = 10_000;

  /** How it is drawn. */
  enum Kind {
    BARS,
    COLUMNS,
    LINES
  }

  /**
   * A row of points.
   *
   * @param names what stands for x where it is no number
   */
  record Series(String label, List<String> names, List<Double> xs, List<Double> ys) {
    double[] x() {
      return xs.stream().mapToDouble(Double::doubleValue).toArray();
    }

    double[] y() {
      return ys.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }

  private final Kind kind;
  private final String title;
  private final List<Series> series;
  private final String xName;
  private final String yName;

  Chart(Kind kind, String title, List<Series> series, String xName, String yName) {
    this.kind = kind;
    this.title = title;
    this.series = List.copyOf(series);
    this.xName = xName;
    this.yName = yName;
  }

  /**
   * The same with one more line, of up to four.
   *
   * {@snippet :
   * lines("load").line("with jitter", List.of(1, 2, 3), List.of(5, 4, 6)).line("without", List.of(1, 2, 3), List.of(1, 14, 0));
   * }
   *
   * <p>Leaves out sorting: the line goes from point to point as they are given.
   */
  public Chart line(String label, List<? extends Number> x, List<? extends Number> y) {
    if (kind != Kind.LINES) {
      throw new IllegalStateException("only a chart of lines takes another line");
    }
    if (x.size() != y.size() || x.isEmpty() || x.size() > MOST_POINTS) {
      throw new IllegalArgumentException(
          "expected as many x as y, from 1 to "
              + MOST_POINTS
              + ", found "
              + x.size()
              + " and "
              + y.size());
    }
    if (series.size() == MOST_LINES) {
      throw new IllegalArgumentException("a chart has at most " + MOST_LINES + " lines");
    }
    var more = new ArrayList<>(series);
    more.add(new Series(label, List.of(), Charts.finite(x), Charts.finite(y)));
    return new Chart(kind, title, more, xName, yName);
  }

  /**
   * The same with a name, or a unit, at each axis.
   *
   * {@snippet :
   * histogram("100 waits", List.of(20, 21, 21, 25)).axes("ms", "waits");
   * }
   *
   * <p>Leaves out scales other than even ones from 0.
   */
  public Chart axes(String x, String y) {
    return new Chart(kind, title, series, x, y);
  }

  @Override
  public MimeBundle bundle() {
    var forms = new LinkedHashMap<String, String>();
    forms.put("image/svg+xml", svg());
    forms.put(MimeBundle.TEXT, toString());
    return new MimeBundle(forms);
  }

  private String svg() {
    if (series.isEmpty()) {
      return new Svg().text("title", 2, 22, "start", title).drawing(36, title, "nothing in it");
    }
    return switch (kind) {
      case BARS -> ChartDrawing.bars(title, series.getFirst(), yName, toString());
      case COLUMNS -> new ChartDrawing(title, series, xName, yName).columns(toString());
      case LINES -> new ChartDrawing(title, series, xName, yName).lines(toString());
    };
  }

  @Override
  public String toString() {
    return ChartText.of(title, series, xName, yName);
  }
}
