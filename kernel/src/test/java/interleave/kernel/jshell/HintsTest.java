package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import interleave.kernel.Outcome;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a learner is advised, by the mistake. */
class HintsTest extends KernelSpec {

  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments("fetch() { return 1; }", "void if it returns nothing"),
        arguments("void nap() { Thread.sleep(1); }", "Catch InterruptedException"),
        arguments(
            "void f() { try { } catch (java.io.IOException e) { } }",
            "Nothing in the try block throws"),
        arguments("void f() { int n = 0; n++; Runnable r = () -> IO.println(n); }", "never change"),
        arguments("void f() { int n = 1 }", "semicolon"),
        arguments("void f() {", "still open"),
        arguments("IO.println(1", "parenthes"),
        arguments("var p = Pipe.open();", "import java.nio.channels.Pipe;"),
        arguments("string s = null;", "Did you mean String?"),
        arguments("system.out.println(1);", "Did you mean System?"),
        arguments("int n = \"abc\".lenght();", "Did you mean length?"),
        arguments("int f() { return 1; IO.println(); }", "Nothing ever gets here"),
        arguments("int f(boolean b) { if (b) return 1; }", "Every way"),
        arguments("void f() { long big = 1; int n = big; }", "may not fit"),
        arguments("int n = \"1\";", "Integer.parseInt"),
        arguments("String s = 1;", "String.valueOf"),
        arguments("void f() { int n; IO.println(n); }", "Give the variable a value"),
        arguments("void f(int n) { if (n = 1) { } }", "compared with =="),
        arguments("String s = \"open;", "closing \""),
        arguments("String s = 'text';", "double quotes"),
        arguments("int class = 1;", "keeps words"),
        arguments("List<int> xs = List.of();", "Integer for int"),
        arguments("class A { int n; static int f() { return n; } }", "belongs to an object"),
        arguments("void f() { return 1; }", "is void"),
        arguments("int f() { return; }", "promises a value"),
        arguments("int n = 1; n.toString();", "plain number"),
        arguments("var x = null;", "write the type instead of var"),
        arguments("int n = 3000000000;", "L behind"),
        arguments("Runnable r = new Runnable();", "no objects of this type"),
        arguments("Math.abs(\"a\", 1);", "Compare what you pass"),
        arguments("class B implements Runnable { }", "Write all methods"),
        arguments("boolean b = \"a\" - 1;", "do not go together"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeHasAHintBeforeTheRunAndThenTheSame(String source, String hint) {
    var before = kernel().check(source, List.of());
    assertThat(before).extracting(one -> String.valueOf(one.hint())).anyMatch(has(hint));
    Outcome outcome = run(source);
    assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
    assertThat(((Outcome.Rejected) outcome).diagnostics())
        .extracting(one -> String.valueOf(one.hint()))
        .anyMatch(has(hint));
  }

  private static Predicate<String> has(String words) {
    return hint -> hint.contains(words);
  }

  @Test
  void namesOfTheNotebookAreKnown() {
    assertCompletes("int hintedTotal = 1;");
    assertThat(onlyMistake("hintedTotl + 1").hint()).isEqualTo("Did you mean hintedTotal?");
    assertThat(onlyMistake("HintedTotal + 1").hint()).startsWith("Did you mean hintedTotal?");
  }

  @Test
  void messagesSayNothingAboutWhatIsAroundACell() {
    for (String source :
        List.of("nobodyKnowsThis + 1", "int f(int n) { return n; }\nf(\"a\", 2);")) {
      assertThat(kernel().check(source, List.of()))
          .extracting(one -> one.message())
          .noneMatch(message -> message.contains("$") || message.contains("location:"));
    }
  }
}
