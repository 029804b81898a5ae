package interleave.lab;

import interleave.lab.Chart.Series;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** A chart as SVG. x is per cent of the width, y is pixels. */
final class ChartDrawing {

  private static final double LEFT = 11;
  private static final double RIGHT = 97;
  private static final int PLOT = 200;
  private static final int ROW = 44;
  private static final int MOST_MARKED = 40;

  private final String title;
  private final List<Series> series;
  private final String xName;
  private final Ticks x;
  private final Ticks y;
  private final double top;
  private final Svg svg = new Svg();

  ChartDrawing(String title, List<Series> series, String xName, String yName) {
    this.title = title;
    this.series = series;
    this.xName = xName;
    this.x = ticks(series.stream().flatMapToDouble(each -> Arrays.stream(each.x())));
    this.y = ticks(series.stream().flatMapToDouble(each -> Arrays.stream(each.y())));
    svg.text("title", 2, 22, "start", title);
    double below = 34;
    for (int i = 0; i < series.size() && !series.get(i).label().isEmpty(); i++) {
      below = legend(i, below);
    }
    if (!yName.isEmpty()) {
      svg.text("", 2, below + 12, "start", yName);
    }
    this.top = below + 26;
  }

  private static Ticks ticks(DoubleStream values) {
    var summary = values.summaryStatistics();
    return Ticks.covering(summary.getMin(), summary.getMax());
  }

  private double legend(int i, double below) {
    svg.line("l c" + i, 2, below + 8, 8, below + 8);
    svg.circle("f" + i, 5, below + 8, 3.5, "");
    svg.text("", 9.5, below + 12, "start", series.get(i).label());
    return below + 18;
  }

  /** One bar under the other, each below its name: names may be long, and phones narrow. */
  static String bars(String title, Series values, String unit, String inWords) {
    Ticks scale = ticks(Arrays.stream(values.y()));
    double zero = 2 + 76 * scale.share(0);
    var svg = new Svg().text("title", 2, 22, "start", title);
    double y = 36;
    for (int i = 0; i < values.y().length; i++, y += ROW) {
      double value = values.y()[i];
      double end = 2 + 76 * scale.share(value);
      String said = ChartText.number(value) + (unit.isEmpty() ? "" : " " + unit);
      String name = values.names().get(i);
      svg.text("", 2, y + 12, "start", name);
      svg.rect("f0", Math.min(zero, end), y + 18, Math.abs(end - zero), 14, name + ": " + said);
      svg.text("strong", Math.max(zero, end) + 1.5, y + 30, "start", said);
    }
    svg.line("axis", zero, 38, zero, y - 6);
    return svg.drawing((int) y + 4, title, inWords);
  }

  String columns(String inWords) {
    grid();
    Series values = series.getFirst();
    double width = (RIGHT - LEFT) * (x.share(x.low() + binWidth(values)) - x.share(x.low()));
    for (int i = 0; i < values.y().length; i++) {
      double up = atY(values.y()[i]);
      svg.rect(
          "f0",
          atX(values.x()[i]),
          up,
          Math.max(0.2, width - 0.3),
          atY(0) - up,
          values.names().get(i) + ": " + ChartText.number(values.y()[i]));
    }
    return svg.drawing((int) top + PLOT + 44, title, inWords);
  }

  private static double binWidth(Series values) {
    return values.x().length < 2 ? 1 : values.x()[1] - values.x()[0];
  }

  String lines(String inWords) {
    grid();
    for (int s = 0; s < series.size(); s++) {
      Series each = series.get(s);
      svg.polyline(
          "l c" + s,
          Arrays.stream(each.x()).map(this::atX).toArray(),
          Arrays.stream(each.y()).map(this::atY).toArray(),
          (int) top + PLOT + 44);
      for (int i = 0; i < each.x().length && each.x().length <= MOST_MARKED; i++) {
        String tip =
            each.label() + ", " + ChartText.name(each, i) + " " + ChartText.number(each.y()[i]);
        svg.circle("f" + s, atX(each.x()[i]), atY(each.y()[i]), 3.5, tip);
      }
    }
    return svg.drawing((int) top + PLOT + 44, title, inWords);
  }

  private void grid() {
    for (double tick : y.values()) {
      svg.line(tick == 0 ? "axis" : "grid", LEFT, atY(tick), RIGHT, atY(tick));
      svg.text("", LEFT - 1, atY(tick) + 4, "end", y.text(tick));
    }
    for (double tick : x.values()) {
      svg.line("axis", atX(tick), atY(y.low()), atX(tick), atY(y.low()) + 4);
      svg.text("", atX(tick), atY(y.low()) + 18, "middle", x.text(tick));
    }
    if (!xName.isEmpty()) {
      svg.text("", RIGHT, atY(y.low()) + 36, "end", xName);
    }
  }

  private double atX(double value) {
    return LEFT + (RIGHT - LEFT) * x.share(value);
  }

  private double atY(double value) {
    return top + PLOT * (1 - y.share(value));
  }
}
