package interleave.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import interleave.kernel.CellParts.Form;
import interleave.kernel.CellParts.Part;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The layout of cells, part by part. */
class JavaFormatTest {

  /** A source of these parts, each with what stands before it. */
  private static String format(Object... formsAndTexts) throws UnformattableException {
    var source = new StringBuilder();
    var parts = new ArrayList<Part>();
    for (int i = 0; i < formsAndTexts.length; i += 2) {
      int start = source.length();
      source.append(formsAndTexts[i + 1]);
      if (formsAndTexts[i] instanceof Form form) {
        parts.add(new Part(form, start, source.length()));
      }
    }
    return JavaFormat.format(source.toString(), parts);
  }

  @Test
  void indentsStatementsByFourSpaces() throws UnformattableException {
    assertThat(
            format(
                Form.STATEMENT,
                "for(int i=0;i<3;i++){\nIO.println( i );}",
                Form.STATEMENT,
                "\nint  a=1;"))
        .isEqualTo("for (int i = 0; i < 3; i++) {\n    IO.println(i);\n}\nint a = 1;");
  }

  @Test
  void formatsImportsMethodsStatementsAndTheLastExpressionEachInItsWay()
      throws UnformattableException {
    assertThat(
            format(
                Form.IMPORT,
                "import  java.util.List;",
                Form.MEMBER,
                "\nrecord P(int a,int b){}",
                Form.STATEMENT,
                "\n\n\n\nvar p=new P(1,2);  // why",
                Form.EXPRESSION,
                "\np.a( )+p . b()"))
        .isEqualTo(
            """
            import  java.util.List;
            record P(int a, int b) {}

            var p = new P(1, 2); // why
            p.a() + p.b()\
            """);
  }

  @Test
  void keepsAnExpressionWithoutASemicolonOne() throws UnformattableException {
    assertThat(format(Form.EXPRESSION, "fetchAll( urls )")).isEqualTo("fetchAll(urls)");
  }

  @Test
  void keepsCommentsAlsoBehindTheLastPart() throws UnformattableException {
    assertThat(format(Form.STATEMENT, "// first\nint a=1;", "", "\n\n// last\n"))
        .isEqualTo("// first\nint a = 1;\n\n// last");
  }

  @Test
  void keepsTheTextOfStringsAndTextBlocks() throws UnformattableException {
    var block = "var s=\"\"\"\n  a  b\n    c\n  \"\"\"+\" x  y \";";
    var formatted = format(Form.STATEMENT, block);

    assertThat(formatted).startsWith("var s =").contains("\" x  y \"");
    assertThat(SameProgram.but(block, formatted)).isTrue();
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> format(Form.STATEMENT, "int a = ;"))
        .isInstanceOf(UnformattableException.class)
        .hasMessage("it is not Java that the formatter knows");
  }

  @Test
  void neverChangesMoreThanTheLayout() {
    assertThat(SameProgram.but("a + b", "a+b // c")).isFalse();
    assertThat(SameProgram.but("\"a b\"", "\"ab\"")).isFalse();
    assertThat(SameProgram.but("a; // x", "a;\n// x")).isTrue();
    assertThat(SameProgram.but("\"\"\"\n  a\n   b\"\"\"", "\"\"\"\na\n b\"\"\"")).isTrue();
    assertThat(SameProgram.but("\"\"\"\n  a\n   b\"\"\"", "\"\"\"\na\nb\"\"\"")).isFalse();
    assertThat(SameProgram.but("'\"' + 1", "'\"'+1")).isTrue();
  }

  @Test
  void ofNothingIsNothing() throws UnformattableException {
    assertThat(JavaFormat.format(" \n", List.of())).isEmpty();
  }
}
