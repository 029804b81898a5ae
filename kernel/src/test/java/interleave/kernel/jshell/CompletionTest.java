package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.kernel.Completions;
import interleave.kernel.Completions.Item;
import interleave.kernel.Completions.Kind;
import interleave.kernel.Outcome;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CompletionTest extends KernelSpec {

  private Completions at(String sourceWithCursor) {
    int cursor = sourceWithCursor.indexOf('|');
    return kernel().complete(sourceWithCursor.replace("|", ""), cursor);
  }

  private List<String> texts(String sourceWithCursor) {
    return at(sourceWithCursor).items().stream().map(Item::text).toList();
  }

  @Nested
  class Knows {
    @Test
    void whatOtherCellsDeclared() {
      assertCompletes("int someCounter = 1;\nrecord SomeRecord(int someField) {}");
      assertThat(texts("IO.println(someC|)")).containsExactly("someCounter");
      assertThat(texts("new SomeR|")).containsExactly("SomeRecord(");
      assertThat(texts("new SomeRecord(1).|")).contains("someField()");
    }

    @Test
    void whatThisCellDeclaresAboveTheCursorBeforeItRuns() {
      var above =
          """
          import java.util.List;
          private static final List<String> unrun = List.of("b", "a");
          public int notRunYet(int x) { return 2 * x; }
          record Unrun(String first) {}
          var made = new Unrun("x");
          for (var one : unrun) { IO.println(one); }
          """;
      assertThat(texts(above + "unrun.str|")).contains("stream()");
      assertThat(texts(above + "int y = notR|")).containsExactly("notRunYet(");
      assertThat(texts(above + "made.|")).contains("first()");
      assertThat(texts(above + "String text(Unrun u) { return u.first().|")).contains("strip()");
    }

    @Test
    void whatIsDeclaredAroundTheCursor() {
      assertThat(texts("try (var exec = Executors.newCachedThreadPool()) {\n  exec.sub|"))
          .contains("submit(");
      assertThat(texts("for (var counted : List.of(1)) {\n  IO.println(1);\n  coun|"))
          .startsWith("counted");
      assertThat(texts("Object f(int given) {\n  int inner = giv|")).containsExactly("given");
      assertThat(texts("class A {\n  int held;\n  void f() {\n    hel|")).contains("held");
      assertThat(texts("List.of(\"a\").stream().map(word -> word.|")).contains("toUpperCase(");
    }

    @Test
    void thatALineWithoutASemicolonEndsAnExpression() {
      assertThat(texts("1 + 1\nThread.curr|")).contains("currentThread()");
      assertThat(texts("\"abc\"\n  .strip()\n  .subst|")).contains("substring(");
    }

    @Test
    void packagesInAnImport() {
      assertThat(texts("int x = 1;\nimport java.util.conc|")).contains("concurrent.");
      assertThat(texts("import java.ut|")).contains("util.");
      assertThat(texts("import java.util.concurrent.at|")).contains("atomic.");
      assertThat(texts("import javax.swing.te|")).contains("text.");
      assertThat(texts("import java.net.http.HttpCl|")).contains("HttpClient");
    }
  }

  @Nested
  class Offers {
    @Test
    void eachTextOnce() {
      assertThat(texts("IO.|")).contains("println(", "readln(").doesNotHaveDuplicates();
      assertThat(texts("int n = \"\".|")).doesNotHaveDuplicates();
    }

    @Test
    void whatHasTheExpectedTypeFirst() {
      assertCompletes("int fitless = 1;\nString fitting = \"\";");
      assertThat(at("String s = fit|").items())
          .containsExactly(
              new Item("fitting", true, Kind.VARIABLE, "", "String"),
              new Item("fitless", false, Kind.VARIABLE, "", "int"));
    }

    @Test
    void whatEveryObjectHasLast() {
      var members = texts("new Object().|");
      assertThat(members)
          .startsWith("equals(", "hashCode()", "toString()")
          .contains("wait(", "notify()", "notifyAll()", "getClass()");
    }

    @Test
    void namesWhoseCaseDiffersFromWhatIsTyped() {
      assertThat(texts("stringB|")).contains("StringBuilder").doesNotContain("String");
    }

    @Test
    void allMembersAfterADotSoThatTheMiddleOfANameFindsThemToo() {
      assertThat(texts("Executors.virtual|")).contains("newVirtualThreadPerTaskExecutor()");
    }

    @Test
    void noNamesThatNobodyWrote() {
      assertCompletes("1 + 1");
      assertThat(texts("int mine = 1;\n|"))
          .contains("mine")
          .doesNotContain("this", "super")
          .noneMatch(text -> text.contains("$"));
    }
  }

  @Nested
  class Says {
    private Item item(String sourceWithCursor, String text) {
      return at(sourceWithCursor).items().stream()
          .filter(item -> item.text().equals(text))
          .findFirst()
          .orElseThrow();
    }

    private Kind kind(String sourceWithCursor, String text) {
      return item(sourceWithCursor, text).kind();
    }

    @Test
    void whatMembersTakeAndGive() {
      assertThat(item("var words = List.of(\"a\");\nwords.|", "get("))
          .isEqualTo(new Item("get(", true, Kind.METHOD, "(int)", "String"));
      assertThat(item("\"a\".|", "length()").type()).isEqualTo("int");
      assertThat(item("\"a\".|", "substring(").takes()).isEqualTo("(…)");
      assertThat(item("Integer.|", "MAX_VALUE"))
          .extracting(Item::kind, Item::type)
          .containsExactly(Kind.FIELD, "int");
      assertThat(kind("java.util.|", "concurrent.")).isEqualTo(Kind.PACKAGE);
      assertThat(kind("java.util.|", "List")).isEqualTo(Kind.INTERFACE);
    }

    @Test
    void whatTheLabOffers() {
      assertThat(item("slowU|", "slowUrls("))
          .extracting(Item::kind, Item::type)
          .containsExactly(Kind.METHOD, "SlowUrls");
      assertThat(item("fetchOne|", "fetchOneByOne(").takes()).isEqualTo("(List<URI> urls)");
    }

    @Test
    void whatNamesAreThatCellsDeclare() {
      assertCompletes(
          "long ranAlready = 1;\nrecord RanRecord(int a, String b) {}\nint ranMethod(int n) { return n; }");
      assertThat(item("ranAl|", "ranAlready"))
          .isEqualTo(new Item("ranAlready", true, Kind.VARIABLE, "", "long"));
      assertThat(item("ranM|", "ranMethod(").takes()).isEqualTo("(int n)");
      assertThat(kind("RanR|", "RanRecord")).isEqualTo(Kind.RECORD);
      assertThat(item("new RanR|", "RanRecord("))
          .extracting(Item::kind, Item::takes)
          .containsExactly(Kind.CONSTRUCTOR, "(int a, String b)");
      assertThat(item("for (var local : List.of(1)) {\n  loc|", "local"))
          .extracting(Item::kind, Item::type)
          .containsExactly(Kind.VARIABLE, "Integer");
    }

    @Test
    void whatTypesAre() {
      assertThat(item("Concurrent|", "ConcurrentHashMap"))
          .extracting(Item::kind, Item::type)
          .containsExactly(Kind.CLASS, "java.util.concurrent");
      assertThat(kind("TimeU|", "TimeUnit")).isEqualTo(Kind.ENUM);
    }
  }

  @Test
  void anchorsWhereTheTextToReplaceBegins() {
    assertThat(at("int x = 1;\n\"abc\".subst|").anchor())
        .isEqualTo("int x = 1;\n\"abc\".".length());
    assertThat(at("int x = 1;\nString wo|rd;").anchor()).isEqualTo("int x = 1;\nString ".length());
  }

  @Test
  void looksAtTheNeighbourhoodOfTheCursorInALongText() {
    var source = "var filler = List.of(1, 2, 3).size();\n".repeat(20_000) + "int near = 1;\nnea|";
    assertThat(texts(source)).containsExactly("near");
  }

  @Test
  void answersWhileACellRuns() {
    String cell = cell("running");
    assertCompletes("int whileRunning = 1;");
    var running = start(cell, "IO.println(\"go\");\nwhile (true) {}");
    transcript.await("go", t -> t.text(cell).contains("go"));
    assertThat(texts("whileR|")).containsExactly("whileRunning");
    assertThat(running).isNotDone();
    kernel().stop();
    assertThat(running.join()).isEqualTo(new Outcome.Stopped());
  }

  @Test
  void copesWithNonsense() {
    assertThat(at("\"open ((§§ |").anchor()).isNotNegative();
    assertThat(at("}} §§ noSuchNameAnywhere|").items()).isEmpty();
    assertThat(at("|").items()).isNotEmpty();
  }

  @Test
  void saysNothingWhenTheKernelIsClosed() {
    var closed = KERNELS.start(_ -> {});
    closed.close();
    assertThat(closed.complete("List.", 5)).isEqualTo(new Completions(5, List.of()));
  }
}
