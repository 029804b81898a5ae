package interleave.lab;

import interleave.display.Displayable;
import interleave.display.Displays;
import interleave.display.MimeBundle;
import interleave.display.Values;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** What every cell can call without an import: slow addresses, fetching, timing, showing. */
public final class Lab {

  private static final HttpFetch HTTP = new HttpFetch();
  private static final FetchAll FETCH_ALL = new FetchAll(HTTP);

  private Lab() {}

  /**
   * Makes addresses on this machine that each wait before they answer.
   *
   * {@snippet :
   * var urls = slowUrls(20, ofMillis(200));
   * }
   *
   * <p>Opens the connections that fetching them all at once needs, so that a measurement shows the
   * waits alone. Leaves out failures and limits: see {@link SlowUrls}.
   */
  public static SlowUrls slowUrls(int count, Duration each) {
    return slowUrls(count, _ -> each);
  }

  /**
   * Makes addresses that each have a delay of their own; the function is given 0 for the first.
   *
   * {@snippet :
   * var urls = slowUrls(20, i -> ofMillis(400 - 10 * i));   // the first answers last
   * }
   *
   * <p>Leaves out chance: the delays are the same in every run.
   */
  public static SlowUrls slowUrls(int count, IntFunction<Duration> delayOf) {
    return SlowUrls.make(SlowServiceLink.ofThisMachine(HTTP), count, delayOf);
  }

  /**
   * Asks one address and waits for its page.
   *
   * {@snippet :
   * IO.println(fetch(slowUrls(1, ofMillis(200)).getFirst()));   // page 1
   * }
   *
   * <p>Leaves out https, redirects, time-outs and pages over 16 MB: {@link
   * java.net.http.HttpClient} has them.
   *
   * @throws IOException if there is no answer, or one with another status than 200
   * @throws InterruptedException if the thread is interrupted while it waits; the connection is
   *     closed
   */
  public static String fetch(URI url) throws IOException, InterruptedException {
    return HTTP.fetch(url);
  }

  /**
   * Asks one address after another, each when the page before it is there.
   *
   * {@snippet :
   * var pages = fetchOneByOne(slowUrls(20, ofMillis(200)));   // 4 s
   * }
   *
   * <p>Leaves out everything at the same time.
   */
  public static List<String> fetchOneByOne(List<URI> urls)
      throws IOException, InterruptedException {
    var pages = new ArrayList<String>();
    for (URI url : urls) {
      pages.add(fetch(url));
    }
    return List.copyOf(pages);
  }

  /**
   * Asks all addresses at the same time, one virtual thread each, and returns the pages in the
   * order of the addresses.
   *
   * {@snippet :
   * var pages = fetchAll(slowUrls(20, ofMillis(200)));   // 0.2 s
   * }
   *
   * <p>If one fails, the others are cancelled and its failure is thrown; no thread is left either
   * way. Leaves out retries, and any limit of how many are under way.
   */
  public static List<String> fetchAll(List<URI> urls) throws IOException, InterruptedException {
    return FETCH_ALL.fetch(urls);
  }

  /**
   * Shows a value under the cell, now, in its richest form.
   *
   * {@snippet :
   * display(Map.of("Ada", 36, "Grace", 85));   // a table
   * }
   *
   * <p>Leaves out change: what is shown stays as it is.
   */
  public static void display(@Nullable Object value) {
    Displays.show(value == null ? "null" : value, Values.bundle(value));
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
    return () -> bundle("text/html", html);
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
    return () -> bundle("text/markdown", markdown);
  }

  private static MimeBundle bundle(String type, String text) {
    var forms = new LinkedHashMap<String, String>();
    forms.put(type, text);
    forms.put(MimeBundle.TEXT, text);
    return new MimeBundle(forms);
  }
}
