package interleave.web;

import java.util.Map;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.node.Block;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockParserFactory;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * LaTeX in Markdown, as in Jupyter: {@code $a^2$} in a line, {@code $$ … $$} in lines of its own.
 * It becomes an element of the class {@code math} with the LaTeX as its text; the page draws it.
 */
final class MathExtension implements Parser.ParserExtension, HtmlRenderer.HtmlRendererExtension {
  private static final String FENCE = "$$";

  private MathExtension() {}

  static Extension create() {
    return new MathExtension();
  }

  @Override
  public void extend(Parser.Builder parser) {
    parser.customInlineContentParserFactory(new Dollar()).customBlockParserFactory(new Start());
  }

  @Override
  public void extend(HtmlRenderer.Builder renderer) {
    renderer.nodeRendererFactory(Drawn::new);
  }

  private static final class Inline extends CustomNode {
    private final String latex;
    private final boolean display;

    Inline(String latex, boolean display) {
      this.latex = latex;
      this.display = display;
    }
  }

  private static final class Lines extends CustomBlock {
    private final StringBuilder latex = new StringBuilder();
  }

  /**
   * A dollar begins a formula if no space follows, and ends one if no space is before it and no
   * digit behind: "$5 or $6" are prices. The rule is Pandoc's.
   */
  private static final class Dollar implements InlineContentParserFactory, InlineContentParser {
    @Override
    public Set<Character> getTriggerCharacters() {
      return Set.of('$');
    }

    @Override
    public InlineContentParser create() {
      return this;
    }

    @Override
    public ParsedInline tryParse(InlineParserState state) {
      var scanner = state.scanner();
      int dollars = scanner.matchMultiple('$');
      var start = scanner.position();
      if (dollars > 2 || (dollars == 1 && Character.isWhitespace(scanner.peek()))) {
        return ParsedInline.none();
      }
      while (scanner.find('$') >= 0) {
        var end = scanner.position();
        int before = scanner.peekPreviousCodePoint();
        int closing = scanner.matchMultiple('$');
        boolean closes =
            dollars == 2
                || (!Character.isWhitespace(before) && !Character.isDigit(scanner.peekCodePoint()));
        if (before != '\\' && closing == dollars && closes) {
          var latex = scanner.getSource(start, end).getContent();
          return latex.indexOf('`') >= 0
              ? ParsedInline.none() // a price before code with a dollar in it
              : ParsedInline.of(new Inline(latex, dollars == 2), scanner.position());
        }
      }
      return ParsedInline.none();
    }
  }

  /** Lines between two lines with dollars: in them, no character means anything to Markdown. */
  private static final class Start implements BlockParserFactory {
    @Override
    public BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
      var line = state.getLine().getContent();
      int at = state.getNextNonSpaceIndex();
      if (state.getIndent() >= Parsing.CODE_INDENT
          || !line.subSequence(at, line.length()).toString().strip().equals(FENCE)) {
        return BlockStart.none();
      }
      return BlockStart.of(new Parsing()).atIndex(line.length());
    }
  }

  private static final class Parsing extends AbstractBlockParser {
    static final int CODE_INDENT = 4;
    private final Lines block = new Lines();
    private boolean begun;

    @Override
    public Block getBlock() {
      return block;
    }

    @Override
    public BlockContinue tryContinue(ParserState state) {
      var line = state.getLine().getContent().toString();
      if (!line.stripTrailing().endsWith(FENCE)) {
        return BlockContinue.atIndex(state.getIndex());
      }
      block.latex.append(line, 0, line.lastIndexOf(FENCE));
      return BlockContinue.finished();
    }

    @Override
    public void addLine(SourceLine line) {
      if (begun) { // the first line is what stands behind the dollars: nothing
        block.latex.append(line.getContent()).append('\n');
      }
      begun = true;
    }
  }

  private record Drawn(HtmlNodeRendererContext context) implements NodeRenderer {
    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
      return Set.of(Inline.class, Lines.class);
    }

    @Override
    public void render(Node node) {
      var html = context.getWriter();
      if (node instanceof Inline inline) {
        html.tag("span", Map.of("class", inline.display ? "math display" : "math"));
        html.text(inline.latex);
        html.tag("/span");
      } else if (node instanceof Lines lines) {
        html.line();
        html.tag("div", Map.of("class", "math display"));
        html.text(lines.latex.toString().strip());
        html.tag("/div");
        html.line();
      }
    }
  }
}
