package interleave.web;

import interleave.catalog.NotebookFiles;
import interleave.display.MimeBundle;
import interleave.kernel.KernelEvent.Stream;
import interleave.notebook.Cell;
import interleave.notebook.Cell.CodeCell;
import interleave.notebook.Cell.MarkdownCell;
import interleave.notebook.Cell.RawCell;
import interleave.notebook.Notebook;
import interleave.notebook.Output;
import interleave.timeline.TimelineSvg;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A notebook as one HTML file that needs nothing else and in which nothing acts: no script, and
 * whatever a cell has made stands as text, as an image, or in a frame that may do nothing.
 */
final class HtmlPage {
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'none';"
          + " base-uri 'none'; form-action 'none'";
  private static final List<String> PICTURES = List.of("image/png", "image/jpeg");

  /** Small, in the colours of the pages: ink on paper, light or dark. */
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --paper: light-dark(#f4f5f7, #14171c); --ink: light-dark(#15181f, #e8eaee);
        --soft: light-dark(#565d6b, #a5acb9); --line: light-dark(#d9dce2, #333945); --surface: light-dark(#fff, #1c2027); --bad: light-dark(#a01c1c, #ff9c94); }
      body { margin: 0 auto; max-width: 60rem; padding: 2rem 1rem 4rem; background: var(--paper); color: var(--ink); font: 1.0625rem/1.65 Georgia, serif; }
      pre, code { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .875rem; line-height: 1.5; }
      pre { margin: 0; overflow-x: auto; } .text { max-width: 40rem; } .text pre { padding: .75rem 1rem; background: var(--surface); border: 1px solid var(--line); }
      .cell { margin: 1.5rem 0; background: var(--surface); border: 1px solid var(--line); border-radius: 10px; overflow: hidden; }
      .cell > * { padding: .75rem 1rem; } .cell > * + * { border-top: 1px solid var(--line); } .said { color: var(--soft); font: .8125rem/1.45 system-ui, sans-serif; margin: 0; }
      .bad { color: var(--bad); } img { max-width: 100%; background: #fff; } iframe { width: 100%; height: 16rem; border: 0; background: #fff; resize: vertical; }
      table { border-collapse: collapse; font: .875rem/1.5 system-ui, sans-serif; } th, td { text-align: left; padding: .3rem .75rem .3rem 0; border-top: 1px solid var(--line); vertical-align: top; }
      .math { font-family: ui-monospace, monospace; font-size: .875rem; } @media print { .cell { break-inside: avoid; } }
      """;

  private HtmlPage() {}

  static String of(Notebook notebook) {
    var cells = notebook.cells().stream().map(HtmlPage::cell).collect(Collectors.joining("\n"));
    return """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="%s">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>%s</title>
    <style>
    %s</style>
    </head>
    <body>
    <main>
    %s
    </main>
    </body>
    </html>
    """
        .formatted(POLICY, Markdown.escaped(notebook.title()), STYLE, cells);
  }

  private static String cell(Cell cell) {
    return switch (cell) {
      case MarkdownCell text ->
          "<section class=\"text\">" + Markdown.html(text.source()) + "</section>";
      case RawCell raw -> "<section class=\"text\">" + Markdown.plain(raw.source()) + "</section>";
      case CodeCell code ->
          "<section class=\"cell\"><pre tabindex=\"0\" aria-label=\"Java\"><code>"
              + Markdown.escaped(code.source())
              + "</code></pre>"
              + code.outputs().stream().map(HtmlPage::output).collect(Collectors.joining())
              + "</section>";
    };
  }

  private static String output(Output output) {
    return switch (output) {
      case Output.Text text -> text(text.text(), text.stream() == Stream.ERR);
      case Output.Display display -> display(display.data());
      case Output.Imported(var shown, _) -> display(shown);
      case Output.Failed _, Output.Diagnostics _ -> text(NotebookFiles.text(output), true);
      case Output.StillRunning _, Output.Deadlocked _ -> text(NotebookFiles.text(output), false);
      case Output.Threads(var timeline) ->
          "<div>" + image("svg+xml", encoded(TimelineSvg.of(timeline)), timeline.text()) + "</div>";
      case Output.Notice(var message) -> "<p class=\"said\">" + Markdown.escaped(message) + "</p>";
    };
  }

  private static String text(String text, boolean bad) {
    return "<pre tabindex=\"0\""
        + (bad ? " class=\"bad\"" : "")
        + ">"
        + Markdown.escaped(plain(text))
        + "</pre>";
  }

  private static String display(MimeBundle bundle) {
    var forms = bundle.forms();
    var said = forms.getOrDefault(MimeBundle.TEXT, "");
    if (forms.containsKey("text/markdown")) {
      return "<div>" + Markdown.html(forms.get("text/markdown")) + "</div>";
    }
    if (forms.containsKey(MimeBundle.SVG)) {
      return "<div>" + image("svg+xml", encoded(forms.get(MimeBundle.SVG)), said) + "</div>";
    }
    for (var type : PICTURES) {
      var picture = forms.get(type);
      if (picture != null && picture.matches("[A-Za-z0-9+/=\\s]+")) {
        return "<div>"
            + image(type.substring("image/".length()), picture.replaceAll("\\s", ""), said)
            + "</div>";
      }
    }
    var html = forms.get("text/html");
    if (html != null) {
      return "<div><iframe sandbox title=\"HTML made by this cell\" srcdoc=\""
          + Markdown.escaped(html)
          + "\"></iframe></div>";
    }
    return text(said, false);
  }

  private static String image(String type, String base64, String said) {
    return "<img alt=\""
        + Markdown.escaped(said)
        + "\" src=\"data:image/"
        + type
        + ";base64,"
        + base64
        + "\">";
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Without the colours of a terminal. */
  private static String plain(String text) {
    return text.replaceAll("\u001b\\[[0-9;]*[A-Za-z]", "");
  }
}
