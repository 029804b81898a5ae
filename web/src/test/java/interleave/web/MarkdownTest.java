package interleave.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Prose as HTML. */
class MarkdownTest {
  @Test
  void hasTables() {
    assertThat(Markdown.html("| a | b |\n|---|---|\n| 1 | 2 |")).contains("<table>", "<td>1</td>");
  }

  @Test
  void letsNoHtmlThrough() {
    assertThat(Markdown.html("<script>alert(1)</script>\n\nand <b onclick=x>b</b>"))
        .doesNotContain("<script", "<b ");
  }

  @Test
  void letsNoScriptIntoALink() {
    assertThat(Markdown.html("[a](javascript:alert(1)) ![b](vbscript:x)"))
        .doesNotContain("javascript:", "vbscript:");
  }

  @Test
  void letsNoPageIntoALinkThatTheLinkBringsAlong() {
    assertThat(
            Markdown.html(
                "[a](data:text/html,<b>) [b](DATA:text/html;base64,PGI+) [c](&#x64;ata:x)"
                    + " [d](file:///etc/passwd) ![e](data:image/png;base64,AAAA) [f](/notebooks/x)"))
        .doesNotContain("href=\"data:", "href=\"DATA:", "href=\"file:")
        .contains("src=\"data:image/png;base64,AAAA\"", "href=\"/notebooks/x\"");
  }

  @Test
  void showsARawCellAsItIs() {
    assertThat(Markdown.plain("<b> & \"c\"")).isEqualTo("<pre>&lt;b&gt; &amp; &quot;c&quot;</pre>");
  }
}
