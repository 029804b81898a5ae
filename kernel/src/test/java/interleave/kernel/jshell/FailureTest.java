package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.kernel.CellId;
import interleave.kernel.Failure;
import interleave.kernel.Failure.Frame;
import interleave.kernel.KernelEvent.ThreadDied;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FailureTest extends KernelSpec {

  private static Frame at(String cell, int line, String method) {
    return new Frame(new CellId(cell), line, method);
  }

  @Nested
  class Frames {
    @Test
    void nameTheCellAndTheLine() {
      String cell = cell("lines");
      Failure failure =
          failure(cell, "// one\nIO.println(2);\n\nthrow new IllegalStateException(\"no\");\n");
      assertThat(failure.type()).isEqualTo("java.lang.IllegalStateException");
      assertThat(failure.message()).isEqualTo("no");
      assertThat(failure.frames()).containsExactly(at(cell, 4, "top level"));
    }

    @Test
    void leadThroughMethodsOfOtherCells() {
      String defines = cell("defines");
      String calls = cell("calls");
      run(
          defines,
          """

          int half(int n) {
            if (n % 2 == 1)
              throw new IllegalArgumentException("odd: " + n);
            return n / 2;
          }
          """);
      assertThat(failure(calls, "half(2);\nhalf(3)").frames())
          .containsExactly(at(defines, 4, "half"), at(calls, 2, "top level"));
    }

    @Test
    void areRightForInitializersOfVariables() {
      String cell = cell("variables");
      assertThat(failure(cell, "int fine = 1;\nint broken =\n  Integer.parseInt(\"x\");").frames())
          .endsWith(at(cell, 3, "top level"));
      assertThat(failure(cell, "\nvar inferred = List.of(1)\n  .get(7);").frames().getLast().cell())
          .isEqualTo(new CellId(cell));
      assertThat(
              failure(cell, "\n\nvar inferred = List.of(\n  1, 2).get(7);")
                  .frames()
                  .getLast()
                  .line())
          .isBetween(3, 4);
    }

    @Test
    void areRightForTypes() {
      String cell = cell("types");
      Failure failure =
          failure(
              cell,
              """
              record Money(int cents) {
                Money {
                  if (cents < 0)
                    throw new IllegalArgumentException("debt");
                }
                Money minus(int less) { return new Money(cents - less); }
              }
              class Purse {
                Money money = new Money(5);
                void pay(int n) {
                  money = money.minus(n);
                }
              }
              var purse = new Purse();
              List.of(1, 10).forEach(n -> purse.pay(n));
              """);
      assertThat(failure.frames())
          .containsSubsequence(
              at(cell, 4, "new Money"),
              at(cell, 6, "Money.minus"),
              at(cell, 11, "Purse.pay"),
              at(cell, 15, "top level"));
    }

    @Test
    void areRightForAnonymousClasses() {
      String cell = cell("anonymous");
      Failure failure =
          failure(
              cell,
              """
              interface Job { void run() throws Exception; }
              var job = new Job() {
                int n = 3;

                public void run() throws Exception {
                  throw new Exception();
                }
              };
              Job other = new Job() {
                public void run() throws Exception {
                  job.run();
                }
              };
              other.run();
              """);
      assertThat(failure.frames())
          .containsExactly(
              at(cell, 6, "anonymous class.run"),
              at(cell, 11, "anonymous class.run"),
              at(cell, 14, "top level"));
    }

    @Test
    void areRightForOverloadsThatCallEachOther() {
      String cell = cell("overloads");
      run(
          cell,
          """
          int sum(int[] xs) {
            return sum(xs, 0); // from the start
          }

          // the recursive one
          static int sum(int[] xs, int from) {
            if (from > 0)
              throw new IllegalStateException();
            return xs[from] + sum(xs, from + 1);
          }
          """);
      assertThat(failure(cell("calls"), "sum(new int[5])").frames())
          .startsWith(at(cell, 8, "sum"), at(cell, 9, "sum"), at(cell, 2, "sum"));
    }

    @Test
    void stayRightWhenAnotherCellMakesTheCodeBeCompiledAgain() {
      String cell = cell("again");
      run(
          cell,
          "int base() { return 1; }\n\nint user() {\n  base();\n  throw new RuntimeException();\n}");
      run("String base() { return \"\"; }");
      assertThat(failure(cell("calls"), "user()").frames()).startsWith(at(cell, 5, "user"));
    }

    @Test
    void ofADeepStackAreFolded() {
      Failure failure =
          failure(cell("deep"), "int down(int n) { return down(n + 1) + 1; }\ndown(0)");
      assertThat(failure.type()).isEqualTo("java.lang.StackOverflowError");
      assertThat(failure.frames()).hasSizeLessThanOrEqualTo(52);
      assertThat(failure.frames()).anyMatch(frame -> frame.method().contains("more calls"));
    }
  }

  @Nested
  class CausesAndOthers {
    @Test
    void areKept() {
      String cell = cell("causes");
      Failure failure =
          failure(
              cell,
              """
              class Own extends Exception { Own(Throwable cause) { super("mine", cause); } }
              try {
                throw new java.io.IOException("disk");
              } catch (java.io.IOException e) {
                var own = new Own(e);
                own.addSuppressed(new RuntimeException("aside"));
                throw own;
              }
              """);
      assertThat(failure.type()).isEqualTo("Own");
      assertThat(failure.suppressed())
          .singleElement()
          .extracting(Failure::message)
          .isEqualTo("aside");
      assertThat(failure.cause()).isNotNull().extracting(Failure::message).isEqualTo("disk");
    }

    @Test
    void mayGoInCircles() {
      Failure failure =
          failure(
              cell("circle"),
              "var a = new RuntimeException(\"a\");\nvar b = new RuntimeException(\"b\", a);\na.initCause(b);\nthrow a;");
      assertThat(failure.message()).isEqualTo("a");
      assertThat(failure.cause()).isNotNull().extracting(Failure::cause).isNull();
    }

    @Test
    void mayHaveAMessageThatNeverEnds() {
      Failure thrown =
          failure(
              cell("endless"),
              "class Endless extends RuntimeException { public String getMessage() { return getMessage(); } }\nthrow new Endless();");
      assertThat(thrown.message()).contains("getMessage() threw java.lang.StackOverflowError");
    }

    @Test
    void mayHaveAHugeMessageOfWhichTheStartIsShown() {
      Failure thrown =
          failure(cell("huge"), "throw new IllegalStateException(\"x\".repeat(5_000_000));");
      assertThat(thrown.message()).startsWith("xxx").endsWith("… (4990000 more characters)");
    }

    @Test
    void mayHaveAMessageThatThrows() {
      assertThat(
              failure(
                      cell("message"),
                      "class Odd extends RuntimeException { public String getMessage() { throw new RuntimeException(); } }\nthrow new Odd();")
                  .message())
          .contains("getMessage()");
    }
  }

  @Nested
  class InOtherPlaces {
    @Test
    void aThreadThatDiesIsTraced() {
      String cell = cell("thread");
      run(
          cell,
          "var t = new Thread(() -> {\n  throw new IllegalStateException(\"oh\");\n}, \"dying\");\nt.start();\nt.join();");
      transcript.await(
          "the death of the thread",
          t -> t.events(ThreadDied.class).anyMatch(died -> died.thread().equals("dying")));
      ThreadDied died =
          transcript
              .events(ThreadDied.class)
              .filter(d -> d.thread().equals("dying"))
              .findFirst()
              .orElseThrow();
      assertThat(died.cell()).isEqualTo(new CellId(cell));
      assertThat(died.failure().frames()).startsWith(at(cell, 2, "top level"));
    }

    @Test
    void aPrintedTraceSpeaksOfCellsToo() {
      String cell = cell("printed");
      run(
          cell,
          "void fail() {\n  throw new RuntimeException(\"x\");\n}\ntry {\n  fail();\n} catch (RuntimeException e) {\n  e.printStackTrace();\n}");
      assertThat(transcript.text(cell))
          .contains("\tat fail(cell " + cell + ":2)\n\tat top level(cell " + cell + ":5)\n")
          .doesNotContain("JShell")
          .doesNotContain("interleave.");
    }
  }
}
