package interleave.lab;

import java.util.regex.Pattern;

/** What HTML says, without the tags: for programs that cannot draw it. */
final class HtmlText {
  private static final Pattern UNSEEN =
      Pattern.compile("<(script|style)\\b.*?</\\1\\s*>|<!--.*?-->", flags());
  private static final Pattern LINE_END =
      Pattern.compile("<br\\b[^>]*>|</(p|div|li|tr|h[1-6]|pre|ul|ol|table)\\s*>", flags());
  private static final Pattern CELL_END = Pattern.compile("</t[dh]\\s*>", flags());
  private static final Pattern TAG = Pattern.compile("</?[a-z][^>]*>", flags());
  private static final Pattern BLANK_LINES = Pattern.compile("\\s*\\n\\s*");

  private HtmlText() {}

  private static int flags() {
    return Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
  }

  /** The text, or the HTML itself if there is no text in it. */
  static String of(String html) {
    String text = UNSEEN.matcher(html).replaceAll("");
    text = LINE_END.matcher(text).replaceAll("\n");
    text = CELL_END.matcher(text).replaceAll(" ");
    text = BLANK_LINES.matcher(TAG.matcher(text).replaceAll("")).replaceAll("\n");
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text = text.replace("&#39;", "'").replace("&nbsp;", " ").replace("&amp;", "&").strip();
    return text.isEmpty() ? html : text;
  }
}
