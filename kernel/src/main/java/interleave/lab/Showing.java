package interleave.lab;

import interleave.display.Display;
import interleave.display.Displayable;
import interleave.display.Displays;
import interleave.display.JsonForms;
import interleave.display.MimeBundle;
import interleave.display.Renderers;
import interleave.display.Values;
import java.util.LinkedHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What every cell can call without an import to show values, and how far something has come. */
public final class Showing {

  private Showing() {}

  /**
   * Shows a value under the cell, now, in its richest form.
   *
   * {@snippet :
   * display(Map.of("Ada", 36, "Grace", 85));   // a table
   * }
   *
   * <p>What it returns can show another value in the same place:
   *
   * {@snippet :
   * var place = display("0 of 20");
   * place.update("20 of 20");   // by any thread, also when this cell has ended
   * }
   *
   * <p>Leaves out history: the value before is gone.
   */
  public static Display display(@Nullable Object value) {
    return Displays.show(Values.bundle(value));
  }

  /**
   * Takes away what this cell has printed and shown so far.
   *
   * {@snippet :
   * IO.println("soon gone");
   * clearOutput();
   * }
   *
   * <p>Leaves out other cells: it is the cell that the calling thread works for.
   */
  public static void clearOutput() {
    clearOutput(false);
  }

  /**
   * Takes away what this cell has printed and shown so far.
   *
   * {@snippet :
   * for (int i = 0; i <= 20; i++) {
   *   clearOutput(true);
   *   IO.println(i + " of 20");
   * }
   * }
   *
   * <p>Leaves out other cells: it is the cell that the calling thread works for.
   *
   * @param wait only when there is something to show instead, so that nothing flickers
   */
  public static void clearOutput(boolean wait) {
    Displays.clear(wait);
  }

  /**
   * Shows a bar that says how much of a number of steps is done, how fast, and what is left.
   *
   * {@snippet :
   * var bar = progress("pages", 100);
   * for (int i = 0; i < 100; i++) {
   *   Thread.sleep(20);
   *   bar.step();   // by any thread
   * }
   * }
   *
   * <p>Leaves out an end by itself: it is done when all steps are.
   */
  public static Progress progress(String label, long total) {
    return new Progress(label, total).shown();
  }

  /** Shows a bar without a label: see {@link #progress(String, long)}. */
  public static Progress progress(long total) {
    return progress("", total);
  }

  /**
   * Shows a bar while a loop goes through the elements.
   *
   * {@snippet :
   * for (URI url : progress("pages", slowUrls(20, ofMillis(200)))) {
   *   fetch(url);
   * }
   * }
   *
   * <p>How many elements there are is known of collections only. Leaves out loops that are left in
   * the middle: the bar says where.
   */
  public static <T> Iterable<T> progress(String label, Iterable<T> elements) {
    return new ProgressIterable<>(label, elements);
  }

  /** Shows a bar without a label: see {@link #progress(String, Iterable)}. */
  public static <T> Iterable<T> progress(Iterable<T> elements) {
    return progress("", elements);
  }

  /**
   * Makes a value that shows as HTML, in a frame without access to the page.
   *
   * {@snippet :
   * display(html("<b>20</b> requests"));
   * }
   *
   * <p>Leaves out checking: what is wrong in the HTML stays wrong.
   */
  public static Displayable html(String html) {
    return () -> bundle("text/html", html, HtmlText.of(html));
  }

  /**
   * Makes a value that shows as Markdown.
   *
   * {@snippet :
   * display(markdown("All **20** came back."));
   * }
   *
   * <p>Leaves out HTML inside the Markdown.
   */
  public static Displayable markdown(String markdown) {
    return () -> bundle("text/markdown", markdown, markdown);
  }

  /**
   * Makes a value that shows as a drawing.
   *
   * {@snippet :
   * display(svg("<svg xmlns='http://www.w3.org/2000/svg' width='90' height='30'><circle cx='15' cy='15' r='10'/></svg>"));
   * }
   *
   * <p>Leaves out scripts: it is shown as an image.
   */
  public static Displayable svg(String svg) {
    return () -> bundle("image/svg+xml", svg, "a drawing, SVG");
  }

  /**
   * Makes a value that shows as a tree which can be opened and closed: records and maps as objects,
   * collections and arrays as arrays.
   *
   * {@snippet :
   * display(json(Map.of("pages", List.of(1, 2, 3))));
   * }
   *
   * <p>Leaves out what is very deep or long, and says so.
   */
  public static Displayable json(@Nullable Object value) {
    return () -> JsonForms.of(value);
  }

  /**
   * Makes a value that shows JSON as a tree which can be opened and closed.
   *
   * {@snippet :
   * display(json("{\"page\": 7}"));
   * }
   *
   * <p>Leaves out repair: what is no JSON shows as text.
   */
  public static Displayable json(String text) {
    return () -> bundle("application/json", text, text);
  }

  /**
   * Says how values of a type are shown from now on, alone or by {@code display}.
   *
   * {@snippet :
   * record Share(String name, int percent) {}
   * showAs(Share.class, share -> html("<b>" + share.name() + "</b> " + share.percent() + " %"));
   * }
   *
   * <p>Leaves out values inside tables and lists: these show their text.
   *
   * @param shownAs gives what is shown instead: another value, {@code html(…)}, {@code svg(…)}
   */
  public static <T> void showAs(Class<T> type, Function<? super T, ?> shownAs) {
    Renderers.register(type, shownAs);
  }

  private static MimeBundle bundle(String type, String form, String text) {
    var forms = new LinkedHashMap<String, String>();
    forms.put(type, form);
    forms.put(MimeBundle.TEXT, text);
    return new MimeBundle(forms);
  }
}
