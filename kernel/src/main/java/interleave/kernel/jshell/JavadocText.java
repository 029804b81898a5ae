package interleave.kernel.jshell;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.ErroneousTree;
import com.sun.source.doctree.EscapeTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.RawTextTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.doctree.SnippetTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.SummaryTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.doctree.ThrowsTree;
import com.sun.source.doctree.ValueTree;
import com.sun.source.util.SimpleDocTreeVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A documentation comment as Markdown, whether it was written in HTML or in Markdown. */
final class JavadocText extends SimpleDocTreeVisitor<@Nullable Object, @Nullable Object> {
  private static final int MOST_CHARACTERS = 8_000;
  private static final String FENCE = "\n\n```java\n";
  private static final Pattern SPECIAL = Pattern.compile("[\\\\*_\\[\\]`<]");

  private final StringBuilder text = new StringBuilder();
  private final List<String> lists = new ArrayList<>();
  private boolean preformatted;
  private boolean code;

  private JavadocText() {}

  static String of(DocCommentTree comment) {
    var body = new JavadocText();
    body.visit(comment.getFullBody(), null);
    body.tags(comment.getBlockTags());
    String text = body.text.toString().replaceAll("\n{3,}", "\n\n").strip();
    if (text.length() <= MOST_CHARACTERS) {
      return text;
    }
    int end = text.lastIndexOf("\n\n", MOST_CHARACTERS);
    String start = text.substring(0, end < 0 ? MOST_CHARACTERS : end);
    boolean inFence = start.split("```", -1).length % 2 == 0;
    return start + (inFence ? "\n```" : "") + "\n\n…";
  }

  private void tags(List<? extends DocTree> tags) {
    var parameters = new ArrayList<DocTree>();
    var others = new ArrayList<DocTree>();
    for (DocTree tag : tags) {
      switch (tag) {
        case ParamTree _ -> parameters.add(tag);
        case ReturnTree _, ThrowsTree _ -> others.add(tag);
        default -> {}
      }
    }
    parameters.addAll(others);
    if (!parameters.isEmpty()) {
      text.append("\n\n");
      visit(parameters, null);
    }
  }

  @Override
  public @Nullable Object visitText(TextTree tree, @Nullable Object nothing) {
    append(tree.getBody());
    return null;
  }

  private void append(String words) {
    if (preformatted || code) {
      text.append(words);
    } else {
      String line = words.replaceAll("\\s+", " ");
      boolean begins = text.isEmpty() || text.charAt(text.length() - 1) == '\n';
      text.append(escaped(begins ? line.stripLeading() : line));
    }
  }

  private static String escaped(String words) {
    return SPECIAL.matcher(words).replaceAll("\\\\$0");
  }

  @Override
  public @Nullable Object visitRawText(RawTextTree tree, @Nullable Object nothing) {
    text.append(tree.getContent());
    return null;
  }

  @Override
  public @Nullable Object visitLiteral(LiteralTree tree, @Nullable Object nothing) {
    String body = tree.getBody().getBody();
    if (preformatted || code) {
      text.append(body);
    } else if (tree.getKind() == DocTree.Kind.CODE) {
      code(body);
    } else {
      text.append(escaped(body));
    }
    return null;
  }

  private void code(String words) {
    String fence = words.contains("`") ? "``" : "`";
    text.append(fence).append(words.replaceAll("\\s+", " ").strip()).append(fence);
  }

  @Override
  public @Nullable Object visitLink(LinkTree tree, @Nullable Object nothing) {
    if (!tree.getLabel().isEmpty()) {
      return visit(tree.getLabel(), nothing);
    }
    String reference = tree.getReference().getSignature();
    String name = reference.replaceFirst("^#", "").replace('#', '.');
    if (preformatted || code) {
      text.append(name);
    } else {
      code(name.replaceAll("(?<![\\w.])(?:[a-z]\\w*\\.)+(?=[A-Z])", ""));
    }
    return null;
  }

  @Override
  public @Nullable Object visitValue(ValueTree tree, @Nullable Object nothing) {
    if (tree.getReference() != null) {
      code(tree.getReference().getSignature().replace("#", ""));
    }
    return null;
  }

  @Override
  public @Nullable Object visitEntity(EntityTree tree, @Nullable Object nothing) {
    String name = tree.getName().toString();
    append(
        switch (name) {
          case "lt" -> "<";
          case "gt" -> ">";
          case "amp" -> "&";
          case "nbsp" -> " ";
          case "quot" -> "\"";
          case "mdash" -> "—";
          case "ndash" -> "–";
          case "hellip" -> "…";
          case "le" -> "≤";
          case "ge" -> "≥";
          case "times" -> "×";
          default -> numbered(name);
        });
    return null;
  }

  private static String numbered(String name) {
    try {
      boolean hex = name.startsWith("#x") || name.startsWith("#X");
      return name.startsWith("#")
          ? Character.toString(Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10))
          : "&" + name + ";";
    } catch (IllegalArgumentException e) {
      return "&" + name + ";";
    }
  }

  @Override
  public @Nullable Object visitEscape(EscapeTree tree, @Nullable Object nothing) {
    append(tree.getBody());
    return null;
  }

  @Override
  public @Nullable Object visitErroneous(ErroneousTree tree, @Nullable Object nothing) {
    append(tree.getBody());
    return null;
  }

  @Override
  public @Nullable Object visitSnippet(SnippetTree tree, @Nullable Object nothing) {
    if (tree.getBody() != null) {
      fenced(tree.getBody().getBody());
    }
    return null;
  }

  private void fenced(String source) {
    text.append(FENCE).append(source.stripIndent().strip()).append("\n```\n\n");
  }

  @Override
  public @Nullable Object visitSummary(SummaryTree tree, @Nullable Object nothing) {
    return visit(tree.getSummary(), nothing);
  }

  @Override
  public @Nullable Object visitReturn(ReturnTree tree, @Nullable Object nothing) {
    text.append(tree.isInline() ? "Returns " : "\n- returns ");
    visit(tree.getDescription(), nothing);
    text.append(tree.isInline() ? "." : "");
    return null;
  }

  @Override
  public @Nullable Object visitParam(ParamTree tree, @Nullable Object nothing) {
    String name = tree.getName().getName().toString();
    return tag(tree.isTypeParameter() ? "<" + name + ">" : name, tree.getDescription());
  }

  @Override
  public @Nullable Object visitThrows(ThrowsTree tree, @Nullable Object nothing) {
    text.append("\n- throws `").append(tree.getExceptionName().getSignature()).append("` ");
    return visit(tree.getDescription(), nothing);
  }

  private @Nullable Object tag(String name, List<? extends DocTree> description) {
    text.append("\n- `").append(name).append("` ");
    return visit(description, null);
  }

  @Override
  public @Nullable Object visitStartElement(StartElementTree tree, @Nullable Object nothing) {
    String name = tree.getName().toString().toLowerCase(Locale.ROOT);
    switch (name) {
      case "p", "blockquote", "div", "dl", "table", "dt" -> text.append("\n\n");
      case "pre" -> {
        text.append(FENCE);
        preformatted = true;
      }
      case "ul", "ol" -> {
        lists.addLast(name.equals("ol") ? "1. " : "- ");
        text.append("\n\n");
      }
      case "li" ->
          text.append("\n")
              .append(lists.isEmpty() ? "- " : "  ".repeat(lists.size() - 1) + lists.getLast());
      case "dd" -> text.append("  \n");
      case "tr" -> text.append("  \n");
      case "td", "th" -> text.append(" ");
      case "br" -> text.append("  \n");
      case "h1", "h2", "h3", "h4", "h5", "h6" -> text.append("\n\n**");
      default -> inline(name, true);
    }
    return null;
  }

  @Override
  public @Nullable Object visitEndElement(EndElementTree tree, @Nullable Object nothing) {
    String name = tree.getName().toString().toLowerCase(Locale.ROOT);
    switch (name) {
      case "pre" -> {
        preformatted = false;
        text.append("\n```\n\n");
      }
      case "ul", "ol" -> {
        if (!lists.isEmpty()) {
          lists.removeLast();
        }
        text.append("\n\n");
      }
      case "p", "blockquote", "div", "dl", "table" -> text.append("\n\n");
      case "h1", "h2", "h3", "h4", "h5", "h6" -> text.append("**\n\n");
      default -> inline(name, false);
    }
    return null;
  }

  private void inline(String name, boolean opens) {
    if (preformatted) {
      return;
    }
    switch (name) {
      case "code", "tt" -> {
        code = opens;
        text.append('`');
      }
      case "b", "strong" -> mark("**");
      case "i", "em", "dfn", "cite", "var" -> mark("*");
      case "sup" -> text.append(opens ? "^" : "");
      default -> {}
    }
  }

  private void mark(String mark) {
    if (!code) {
      text.append(mark);
    }
  }
}
