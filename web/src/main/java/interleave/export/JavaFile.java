package interleave.export;

import interleave.kernel.CellParts;
import interleave.notebook.Cell;
import interleave.notebook.Cell.CodeCell;
import interleave.notebook.Notebook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A notebook as a compact source file, for {@code java File.java}: imports first, the statements of
 * all cells in order in {@code main}, methods and types below it.
 *
 * <p>In a notebook a later cell may declare a name anew, and a method may use a variable. So of
 * several methods or types of a name the last one is taken, a variable that methods use becomes a
 * field, and a variable that is declared again with the same type is assigned. What can still not
 * be said in a file stands in a comment at its top.
 */
public final class JavaFile {
  private static final Pattern VARIABLE =
      Pattern.compile(
          "(?s)(?:final\\s+)?(?!(?:return|throw|assert|yield|break|continue|new|else|case)\\b)"
              + "([\\w.]+(?:\\s*<[\\w\\s.,<>?&\\[\\]]*>)?(?:\\s*\\[\\s*\\])*)\\s+([a-zA-Z_$]\\w*)"
              + "\\s*(?:=(?!=)(.*))?;");
  private static final Pattern METHOD = Pattern.compile("([a-zA-Z_$]\\w*)\\s*\\(([^)]*)\\)");
  private static final Pattern TYPE =
      Pattern.compile("\\b(?:class|record|interface|enum)\\s+([a-zA-Z_$]\\w*)");
  private static final Pattern STATEMENT_EXPRESSION =
      Pattern.compile(
          "(?s)(?:.*\\)|\\+\\+.*|--.*|.*(?:\\+\\+|--)|[\\w.\\[\\]]+\\s*[-+*/%&|^]?=(?!=).*)");
  private static final Pattern LIBRARY =
      Pattern.compile("(?m)^[ \\t]*(?:%dependency|//DEPS)[ \\t]+(\\S+).*$");
  private static final Pattern COMMENT =
      Pattern.compile("\\A(?:\\s|//[^\n]*(?:\n|\\z)|(?s:/\\*.*?\\*/))*");

  private static final List<String> IMPORTS =
      List.of(
          "import module java.base;",
          "import module java.net.http;",
          "import static java.time.Duration.ofMillis;",
          "import static java.time.Duration.ofSeconds;");

  private final Set<String> imports = new LinkedHashSet<>(IMPORTS);
  private final Set<String> libraries = new LinkedHashSet<>();
  private final Map<String, String> members = new LinkedHashMap<>();
  private final List<Piece> pieces = new ArrayList<>();
  private final Set<String> notes = new LinkedHashSet<>();

  /** A piece of main; {@code variable} is empty if it declares none. */
  private record Piece(String before, String text, String type, String variable, String value) {}

  private JavaFile() {}

  /**
   * The text of the file.
   *
   * @param parts what a cell consists of
   * @param problems what the compiler says about a file, each in a line; empty if it compiles
   */
  public static String of(
      Notebook notebook,
      Function<String, CellParts> parts,
      Function<String, List<String>> problems) {
    var file = new JavaFile();
    int number = 0;
    for (var cell : notebook.cells()) {
      if (cell instanceof CodeCell) {
        file.add(cell, ++number, parts);
      }
    }
    var body = file.body();
    problems.apply(body).forEach(file.notes::add);
    return file.head(notebook) + body;
  }

  private void add(Cell cell, int number, Function<String, CellParts> parts) {
    var libraryLines = LIBRARY.matcher(cell.source());
    while (libraryLines.find()) {
      libraries.add(libraryLines.group(1));
    }
    var source = LIBRARY.matcher(cell.source()).replaceAll("");
    if (source.isBlank()) {
      return;
    }
    var found = parts.apply(source);
    if (found.parts().isEmpty()) {
      if (!found.mistakes().isEmpty()) {
        var first = found.mistakes().getFirst();
        notes.add(
            "cell "
                + number
                + " is left out: line "
                + first.from().line()
                + ": "
                + first.message());
      }
      return;
    }
    int from = 0;
    for (var part : found.parts()) {
      var text = source.substring(Math.max(from, part.start()), part.end()).strip();
      from = part.end();
      switch (part.form()) {
        case IMPORT -> imports.add(text);
        case MEMBER -> member(text, number);
        case STATEMENT -> statement(text);
        case EXPRESSION -> pieces.add(new Piece("", shown(text), "", "", ""));
      }
    }
    var rest = source.substring(from).strip();
    if (!rest.isEmpty()) {
      pieces.add(new Piece("", rest, "", "", "")); // a comment at the end
    }
  }

  private void member(String text, int number) {
    var code = text.substring(commentLength(text));
    var head = code.substring(0, end(code));
    var type = TYPE.matcher(head);
    var method = METHOD.matcher(head);
    var key = type.find() ? type.group(1) : method.find() ? method.group() : code;
    var before = members.remove(key);
    if (before != null && !before.equals(text)) {
      notes.add(
          "“" + key + "” is declared anew in cell " + number + ": this file has the last one only");
    }
    members.put(key, text);
  }

  private static int end(String code) {
    int body = code.indexOf('{');
    return body < 0 ? code.length() : body;
  }

  private void statement(String text) {
    int comment = commentLength(text);
    var code = text.substring(comment);
    var variable = VARIABLE.matcher(code);
    if (variable.matches()) {
      var value = variable.group(3) == null ? "" : variable.group(3).strip();
      pieces.add(
          new Piece(text.substring(0, comment), code, variable.group(1), variable.group(2), value));
    } else {
      pieces.add(new Piece("", text, "", "", ""));
    }
  }

  private static int commentLength(String text) {
    var comment = COMMENT.matcher(text);
    return comment.find() ? comment.end() : 0;
  }

  /** The value of a cell is shown in a notebook; what may have none is only called. */
  private static String shown(String text) {
    int comment = commentLength(text);
    var code = text.substring(comment);
    return STATEMENT_EXPRESSION.matcher(code).matches()
        ? text + ";"
        : text.substring(0, comment) + "IO.println(" + code + ");";
  }

  private String body() {
    var text = new StringBuilder();
    imports.forEach(line -> text.append(line).append('\n'));
    text.append('\n');
    var main = new StringBuilder();
    var fields = new LinkedHashMap<String, String>();
    var declared = new LinkedHashMap<String, String>();
    for (var piece : pieces) {
      main.append(indented(line(piece, fields, declared))).append('\n');
    }
    fields.forEach((name, type) -> text.append(type).append(' ').append(name).append(";\n"));
    if (!fields.isEmpty()) {
      text.append('\n');
    }
    text.append("void main() throws Exception {\n").append(main).append("}\n");
    members.values().forEach(member -> text.append('\n').append(member).append('\n'));
    return text.toString();
  }

  private String line(Piece piece, Map<String, String> fields, Map<String, String> declared) {
    if (piece.variable().isEmpty()) {
      return piece.text();
    }
    var before = declared.putIfAbsent(piece.variable(), piece.type());
    var isField = fields.containsKey(piece.variable()) || (before == null && mustBeField(piece));
    if (isField && before == null) {
      fields.put(piece.variable(), piece.type());
    }
    if (before == null && !isField) {
      return piece.before() + piece.text();
    }
    var given =
        piece.value().startsWith("{") ? "new " + piece.type() + " " + piece.value() : piece.value();
    return given.isEmpty()
        ? piece.before()
        : piece.before() + piece.variable() + " = " + given + ";";
  }

  private boolean mustBeField(Piece piece) {
    var name = Pattern.compile("\\b" + Pattern.quote(piece.variable()) + "\\b");
    var used = members.values().stream().anyMatch(member -> name.matcher(member).find());
    if (used && piece.type().equals("var")) {
      notes.add(
          "a method uses “"
              + piece.variable()
              + "”, which would be a field if it had its type in the place of var");
      return false;
    }
    return used || (!piece.type().equals("var") && isAssignedAgain(piece.variable()));
  }

  /** A lambda takes no local variable that changes, and a notebook's are fields. */
  private boolean isAssignedAgain(String variable) {
    var assigned =
        Pattern.compile(
            "(?<![\\w.])"
                + Pattern.quote(variable)
                + "\\s*(?:[-+*/%&|^]?=(?!=)|\\+\\+|--)|(?:\\+\\+|--)\\s*"
                + Pattern.quote(variable)
                + "\\b");
    return pieces.stream().anyMatch(piece -> piece.text().contains("->"))
        && pieces.stream()
            .filter(piece -> !piece.variable().equals(variable))
            .anyMatch(piece -> assigned.matcher(piece.text()).find());
  }

  /** Not inside of a text block, whose lines would become others. */
  private static String indented(String text) {
    return text.contains("\"\"\"") ? "  " + text : text.indent(2).stripTrailing();
  }

  private String head(Notebook notebook) {
    var text = new StringBuilder();
    libraries.forEach(library -> text.append("//DEPS ").append(library).append('\n'));
    text.append("// ").append(oneLine(notebook.title())).append(", from the notebook “");
    text.append(oneLine(notebook.name())).append("” of Interleave.\n");
    if (!libraries.isEmpty()) {
      notes.add("it needs libraries: jbang finds them by the lines that begin with //DEPS");
    }
    if (notes.isEmpty()) {
      return text.append(
              "// Run it with Java 25: java --enable-preview --source 25 <this file>\n\n")
          .toString();
    }
    text.append("//\n// It does not run as it is:\n");
    notes.forEach(note -> text.append("// * ").append(oneLine(note)).append('\n'));
    return text.append('\n').toString();
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
