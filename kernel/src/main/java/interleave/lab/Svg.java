package interleave.lab;

import java.util.Locale;

/**
 * A drawing that is as wide as its place: lengths across are per cent, heights and text are pixels,
 * so that text is as large on a phone as on a wall. Colours are the page's where it gives them,
 * else the drawing's own, light or dark as its reader likes.
 */
final class Svg {

  // Scoped by a class, for Jupyter puts drawings into its own page.
  private static final String STYLE =
      "<style>.il-chart{color-scheme:light dark;font:12px system-ui,sans-serif}"
          + ".il-chart .back{fill:var(--surface,light-dark(#ffffff,#161a21))}"
          + ".il-chart text{fill:var(--ink-2,light-dark(#414958,#bac1cd))}"
          + ".il-chart .title{fill:var(--ink,light-dark(#141821,#e8ebf0));font-weight:640;font-size:14px}"
          + ".il-chart .strong{fill:var(--ink,light-dark(#141821,#e8ebf0));font-weight:600}"
          + ".il-chart .grid{stroke:var(--line,light-dark(#dbdfe6,#2b323d))}"
          + ".il-chart .axis{stroke:var(--line-strong,light-dark(#717b8b,#7f8a9b))}"
          + ".il-chart .l{fill:none;stroke-width:2}"
          + ".il-chart .c0{stroke:var(--doing,light-dark(#1d3fb0,#86a9ff))}"
          + ".il-chart .c1{stroke:var(--blocked-edge,light-dark(#b8300f,#ff8767));stroke-dasharray:7 4}"
          + ".il-chart .c2{stroke:var(--waiting-edge,light-dark(#2f7f8b,#5cb0bd));stroke-dasharray:2 4}"
          + ".il-chart .c3{stroke:var(--task-edge,light-dark(#75489f,#bd9aea));stroke-dasharray:9 3 2 3}"
          + ".il-chart .f0{fill:var(--doing,light-dark(#1d3fb0,#86a9ff))}"
          + ".il-chart .f1{fill:var(--blocked-edge,light-dark(#b8300f,#ff8767))}"
          + ".il-chart .f2{fill:var(--waiting-edge,light-dark(#2f7f8b,#5cb0bd))}"
          + ".il-chart .f3{fill:var(--task-edge,light-dark(#75489f,#bd9aea))}"
          + "</style>";

  private final StringBuilder body = new StringBuilder();

  /** The whole drawing, so high. */
  String drawing(int height, String title, String description) {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"il-chart\" width=\"100%\" height=\""
        + height
        + "\" role=\"img\" aria-label=\""
        + escaped(title + ". " + description)
        + "\"><title>"
        + escaped(title)
        + "</title><desc>"
        + escaped(description)
        + "</desc>"
        + STYLE
        + "<rect class=\"back\" width=\"100%\" height=\"100%\"/>"
        + body
        + "</svg>";
  }

  /**
   * @param anchor start, middle or end
   */
  Svg text(String kind, double x, double y, String anchor, String text) {
    body.append("<text class=\"").append(kind).append("\" x=\"").append(percent(x));
    body.append("\" y=\"").append(number(y)).append("\" text-anchor=\"").append(anchor);
    body.append("\">").append(escaped(text)).append("</text>");
    return this;
  }

  Svg line(String kind, double x1, double y1, double x2, double y2) {
    body.append("<line class=\"").append(kind).append("\" x1=\"").append(percent(x1));
    body.append("\" y1=\"").append(number(y1)).append("\" x2=\"").append(percent(x2));
    body.append("\" y2=\"").append(number(y2)).append("\"/>");
    return this;
  }

  Svg rect(String kind, double x, double y, double width, double height, String tip) {
    body.append("<rect class=\"").append(kind).append("\" x=\"").append(percent(x));
    body.append("\" y=\"").append(number(y)).append("\" width=\"").append(percent(width));
    body.append("\" height=\"").append(number(height)).append("\" rx=\"2\"><title>");
    body.append(escaped(tip)).append("</title></rect>");
    return this;
  }

  Svg circle(String kind, double x, double y, double radius, String tip) {
    body.append("<circle class=\"").append(kind).append("\" cx=\"").append(percent(x));
    body.append("\" cy=\"").append(number(y)).append("\" r=\"").append(number(radius));
    body.append("\"><title>").append(escaped(tip)).append("</title></circle>");
    return this;
  }

  /**
   * A line through points, x in per cent of the width and y in pixels: in a frame of its own, which
   * stretches with the width while the line stays as thick as it is.
   */
  Svg polyline(String kind, double[] x, double[] y, int height) {
    body.append("<svg width=\"100%\" height=\"").append(height);
    body.append("\" viewBox=\"0 0 100 ").append(height);
    body.append("\" preserveAspectRatio=\"none\"><polyline vector-effect=\"non-scaling-stroke\"");
    body.append(" class=\"").append(kind).append("\" points=\"");
    for (int i = 0; i < x.length; i++) {
      body.append(number(x[i])).append(',').append(number(y[i])).append(' ');
    }
    body.append("\"/></svg>");
    return this;
  }

  private static String percent(double value) {
    return number(value) + "%";
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
