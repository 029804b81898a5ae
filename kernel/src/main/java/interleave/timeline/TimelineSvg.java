package interleave.timeline;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A timeline as one SVG that needs nothing else: for Jupyter, for a file, for print. Its facts are
 * data attributes (nanoseconds since the run began), so that whoever embeds it can add to it.
 *
 * <p>The page draws lanes of its own and only saves this: there a lane has to keep its text and
 * patterns at every width, to be read with the keyboard, and to grow while a cell runs, which one
 * drawing of a fixed size cannot. Both take their shapes from the same figures, {@link Shape}.
 */
public final class TimelineSvg {
  private static final int WIDTH = 960;
  private static final int LABELS = 160;
  private static final int FIGURES = 150;
  private static final int TRACK = WIDTH - LABELS - FIGURES;
  private static final int HEAD = 76;
  private static final int GROUP = 26;
  private static final int LANE = 16;
  private static final int BAND = 48;
  private static final int LEGEND = 34;

  private final Timeline timeline;
  private final List<Group> groups;
  private final Axis axis;
  private final StringBuilder svg = new StringBuilder(16_384);

  // Patterns are found by their name in the whole page, which may show more than one timeline. No
  // two take the same nanoseconds, and one drawn again in another Java has the same name.
  private final String id;
  private int y = HEAD;

  private TimelineSvg(Timeline timeline) {
    this.timeline = timeline;
    this.groups = timeline.groups().stream().filter(group -> !group.machinery()).toList();
    this.axis = Axis.until(Math.max(1, timeline.endNanos()), TRACK);
    this.id = "tl" + Integer.toHexString(Objects.hash(timeline.wallNanos(), timeline.totals()));
  }

  /** The whole drawing, beginning with {@code <svg} and without an XML declaration. */
  public static String of(Timeline timeline) {
    return new TimelineSvg(timeline).draw();
  }

  private String draw() {
    int height = HEAD + groups.stream().mapToInt(TimelineSvg::height).sum() + LEGEND + 8;
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" class="interleave-timeline" role="img" \
        aria-labelledby="%1$s-title %1$s-desc" viewBox="0 0 %2$d %3$d" width="%2$d" height="%3$d" \
        style="max-width:100%%;height:auto" data-wall="%4$d" data-cores="%5$d">\
        """
            .formatted(id, WIDTH, height, timeline.wallNanos(), timeline.cores()));
    svg.append("<title id=\"").append(id).append("-title\">");
    svg.append(escaped("What every thread did: " + timeline.verdict().line())).append("</title>");
    svg.append("<desc id=\"").append(id).append("-desc\">");
    svg.append(escaped(timeline.text())).append("</desc>");
    svg.append(SvgStyle.of(id));
    svg.append("<rect class=\"tl-back\" width=\"").append(WIDTH).append("\" height=\"");
    svg.append(height).append("\"/>");
    text("tl-verdict", 12, 24, timeline.verdict().line());
    text("tl-small", 12, 42, facts());
    drawAxis(height - LEGEND - 8);
    groups.forEach(this::drawGroup);
    drawMarks(y);
    drawLegend(y + 20);
    return svg.append("</svg>").toString();
  }

  private static int height(Group group) {
    return GROUP + (isBand(group) ? BAND + 6 : LANE * group.lanes().size());
  }

  private static boolean isBand(Group group) {
    return !group.band().isEmpty();
  }

  private String facts() {
    return Words.duration(timeline.wallNanos())
        + " on the clock, doing "
        + Words.duration(timeline.totals().doing())
        + ", waiting "
        + Words.duration(timeline.totals().waiting() + timeline.totals().pinned())
        + ", threads started: "
        + timeline.started()
        + (timeline.alive() > 0 ? ", still alive: " + timeline.alive() : "");
  }

  private void drawAxis(int bottom) {
    for (Axis.Tick tick : axis.ticks()) {
      double x = LABELS + tick.x();
      svg.append("<path class=\"tl-grid\" d=\"M").append(number(x)).append(' ').append(HEAD);
      svg.append('V').append(bottom).append("\"/>");
      text(tick.first() ? "tl-small" : "tl-small tl-middle", x, HEAD - 6, tick.label());
    }
    text("tl-small tl-end", LABELS + TRACK, HEAD - 6, axis.unit());
    text("tl-small tl-end", WIDTH - 84, HEAD - 6, "doing");
    text("tl-small tl-end", WIDTH - 12, HEAD - 6, "waiting");
  }

  private void drawGroup(Group group) {
    svg.append("<g class=\"tl-group\" data-name=\"").append(escaped(group.name()));
    svg.append("\" data-threads=\"").append(group.threads()).append("\">");
    svg.append("<path class=\"tl-rule\" d=\"M0 ").append(y).append('H').append(WIDTH);
    svg.append("\"/>");
    text("tl-name", 12, y + 17, group.name());
    String threads = group.threads() == 1 ? "1 thread" : group.threads() + " threads";
    text(
        "tl-small",
        18 + 7.2 * group.name().length(),
        y + 17,
        threads + ", until " + Words.duration(group.to()));
    figures("tl-name", y + 17, group.totals());
    y += GROUP;
    if (isBand(group)) {
      drawBand(group);
    } else {
      group.lanes().forEach(this::drawLane);
    }
    svg.append("</g>");
  }

  private void drawLane(Lane lane) {
    svg.append("<g class=\"tl-lane\" data-name=\"").append(escaped(lane.name()));
    svg.append("\" data-virtual=\"").append(lane.virtual());
    svg.append("\" data-precision=\"").append(word(lane.precision()));
    svg.append("\" data-from=\"").append(lane.from()).append("\" data-to=\"").append(lane.to());
    svg.append("\" data-alive=\"").append(lane.alive()).append("\"><title>");
    svg.append(escaped(lane.name() + ": " + Words.totals(lane.totals()))).append("</title>");
    text("tl-small", 24, y + 12, shortened(lane.name()));
    for (State state : Shape.DRAWN) {
      lane.bars().stream().filter(bar -> bar.state() == state).forEach(this::drawBar);
    }
    figures("tl-small", y + 12, lane.totals());
    svg.append("</g>");
    y += LANE;
  }

  private void drawBar(Bar bar) {
    Shape shape = Shape.of(bar.state());
    svg.append("<rect class=\"tl-").append(word(bar.state()));
    svg.append("\" x=\"").append(number(LABELS + axis.x(bar.from())));
    svg.append("\" y=\"").append(number(y + shape.top()));
    // Never narrower than two pixels, or a short moment of doing would not be seen.
    svg.append("\" width=\"").append(number(Math.max(2, axis.x(bar.to()) - axis.x(bar.from()))));
    svg.append("\" height=\"").append(number(shape.height()));
    svg.append("\" data-state=\"").append(word(bar.state()));
    svg.append("\" data-from=\"").append(bar.from()).append("\" data-to=\"").append(bar.to());
    if (!bar.what().isEmpty()) {
      svg.append("\" data-what=\"").append(escaped(bar.what()));
    }
    if (bar.line() != null) {
      svg.append("\" data-line=\"").append(bar.line().number());
    }
    svg.append("\"/>");
  }

  private void drawBand(Group group) {
    double most = Math.max(1, group.most());
    text("tl-small", 24, y + 12, Math.round(most) + " at once");
    var below = new double[group.band().size()];
    for (State state : Shape.STACKED) {
      svg.append("<path class=\"tl-").append(word(state)).append(" tl-in-band\" data-state=\"");
      svg.append(word(state)).append("\" d=\"").append(layer(group.band(), state, below, most));
      svg.append("\"/>");
    }
    y += BAND + 6;
  }

  /**
   * The outlines of one state's part of the stack, each along its upper edge and back along its
   * lower one. Where nobody is in the state there is nothing, not even an edge.
   */
  private String layer(List<Group.Step> steps, State state, double[] below, double most) {
    var outlines = new StringBuilder();
    var upper = new StringBuilder();
    var lower = new StringBuilder();
    for (int i = 0; i < steps.size(); i++) {
      double height = steps.get(i).of(state);
      if (height > 0) {
        long next = i + 1 < steps.size() ? steps.get(i + 1).from() : timeline.endNanos();
        String from = number(LABELS + axis.x(steps.get(i).from()));
        String to = number(LABELS + axis.x(next));
        double bottom = y + BAND - BAND * below[i] / most;
        below[i] += height;
        double top = y + BAND - BAND * below[i] / most;
        upper.append(upper.isEmpty() ? 'M' : 'L').append(from).append(' ').append(number(top));
        upper.append('H').append(to);
        lower.insert(0, "L" + to + " " + number(bottom) + "H" + from);
      }
      if (!upper.isEmpty() && (height <= 0 || i == steps.size() - 1)) {
        outlines.append(upper).append(lower).append('Z');
        upper.setLength(0);
        lower.setLength(0);
      }
    }
    return outlines.toString();
  }

  private void drawMarks(int bottom) {
    for (Mark mark : timeline.marks()) {
      String kind = word(mark.kind());
      double x = LABELS + Math.min(TRACK, axis.x(mark.at()));
      svg.append("<g class=\"tl-mark\" data-kind=\"").append(kind).append("\" data-at=\"");
      svg.append(mark.at()).append("\"><path class=\"tl-").append(kind).append("\" d=\"M");
      svg.append(number(x)).append(' ').append(HEAD - 4).append('V').append(bottom);
      svg.append("\"/>");
      boolean right = x > LABELS + TRACK / 2.0;
      text(
          "tl-" + kind + "-name" + (right ? " tl-end" : ""),
          x + (right ? -5 : 5),
          58,
          mark.label());
      svg.append("</g>");
    }
  }

  private void drawLegend(int at) {
    double x = 12;
    for (State state : Shape.STACKED) {
      Shape shape = Shape.of(state);
      svg.append("<rect class=\"tl-").append(word(state)).append("\" x=\"").append(number(x));
      svg.append("\" y=\"").append(number(at - 12 + shape.top())).append("\" width=\"30\"");
      svg.append(" height=\"").append(number(shape.height())).append("\"/>");
      text("tl-small", x + 36, at, Shape.name(state));
      x += 58 + 6.2 * Shape.name(state).length();
    }
  }

  private void figures(String kind, int baseline, Totals totals) {
    text(kind + " tl-end", WIDTH - 84, baseline, Words.duration(totals.doing()));
    text(
        kind + " tl-end", WIDTH - 12, baseline, Words.duration(totals.waiting() + totals.pinned()));
  }

  private void text(String kind, double x, double baseline, String words) {
    svg.append("<text class=\"").append(kind).append("\" x=\"").append(number(x));
    svg.append("\" y=\"").append(number(baseline)).append("\">").append(escaped(words));
    svg.append("</text>");
  }

  private static String shortened(String name) {
    return name.length() <= 21 ? name : "…" + name.substring(name.length() - 20);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String number(double value) {
    double rounded = Math.round(value * 100) / 100.0;
    return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
  }

  private static String escaped(String text) {
    var safe = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '&' -> safe.append("&amp;");
            case '<' -> safe.append("&lt;");
            case '>' -> safe.append("&gt;");
            case '"' -> safe.append("&quot;");
            // What XML has no way to write; a thread may be named anything.
            default -> {
              if (c >= ' '
                  && c != 0x7f
                  && (c < 0xd800 || c > 0xdfff)
                  && c != 0xfffe
                  && c != 0xffff) {
                safe.appendCodePoint(c);
              } else {
                safe.append(' ');
              }
            }
          }
        });
    return safe.toString();
  }
}
