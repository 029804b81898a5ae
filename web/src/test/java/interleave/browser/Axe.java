package interleave.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Asks axe-core, as npm installed it for the page's own tests, what is not accessible. */
final class Axe {
  private Axe() {}

  /**
   * One line for each violation: the rule, and the elements it found. Looks when no colour is on
   * its way to another any more.
   */
  static List<?> violations(Page page) {
    try {
      page.evaluate(Files.readString(Path.of("client/node_modules/axe-core/axe.min.js")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return (List<?>)
        page.evaluate(
            """
            async () => {
              const changing = document.getAnimations().filter(one => one instanceof CSSTransition);
              await Promise.allSettled(changing.map(one => one.finished));
              const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
              const found = await axe.run(document, { runOnly: { type: "tag", values: tags } });
              return found.violations.map(v => v.id + ": " + v.nodes.map(n => n.html).join(" | "));
            }
            """);
  }
}
