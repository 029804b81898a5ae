package interleave.web;

import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.DefaultUrlSanitizer;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.UrlSanitizer;

/** Prose as HTML in which no script and no other HTML of the author's can be. */
final class Markdown {
  private static final List<Extension> EXTENSIONS =
      List.of(TablesExtension.create(), MathExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder()
          .extensions(EXTENSIONS)
          .escapeHtml(true)
          .sanitizeUrls(true)
          .urlSanitizer(new Addresses())
          .build();

  private Markdown() {}

  /** A link leads to a page or to a mailbox, never to a text that it brings along itself. */
  private static final class Addresses implements UrlSanitizer {
    private final UrlSanitizer links = new DefaultUrlSanitizer(List.of("http", "https", "mailto"));
    private final UrlSanitizer images = new DefaultUrlSanitizer(List.of("http", "https", "data"));

    @Override
    public String sanitizeLinkUrl(String url) {
      return links.sanitizeLinkUrl(url);
    }

    @Override
    public String sanitizeImageUrl(String url) {
      return images.sanitizeImageUrl(url); // drawn only: an image runs and loads nothing
    }
  }

  static String html(String source) {
    return RENDERER.render(PARSER.parse(source));
  }

  /** Text that is not Markdown, shown as it is. */
  static String plain(String text) {
    return "<pre>" + escaped(text) + "</pre>";
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
