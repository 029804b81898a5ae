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
  void leavesLatexToThePageUntouched() {
    assertThat(Markdown.html("so $a_1 + b_1 < c_1$ holds, $$\\sum_i i$$ too"))
        .contains(
            "so <span class=\"math\">a_1 + b_1 &lt; c_1</span> holds",
            "<span class=\"math display\">\\sum_i i</span> too");
    assertThat(Markdown.html("before\n$$\na\n= b\n- c\n\n$$\n*after*"))
        .contains("<div class=\"math display\">a\n= b\n- c</div>", "<em>after</em>");
    assertThat(Markdown.html("$$\nnever ended")).contains("never ended");
  }

  @Test
  void takesNoPriceForAFormula() {
    assertThat(Markdown.html("between $5 and $6, or \\$x\\$, or `$y$`, or $ z $"))
        .doesNotContain("math");
  }

  @Test
  void showsARawCellAsItIs() {
    assertThat(Markdown.plain("<b> & \"c\"")).isEqualTo("<pre>&lt;b&gt; &amp; &quot;c&quot;</pre>");
  }
}
