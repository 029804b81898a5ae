package interleave.kernel.jshell;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static org.assertj.core.api.Assertions.assertThat;

import interleave.kernel.KernelEvent;
import interleave.kernel.KernelEvent.Displayed;
import interleave.kernel.KernelEvent.Printed;
import interleave.kernel.KernelEvent.Stream;
import interleave.kernel.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OutputTest extends KernelSpec {

  @Nested
  class OfThreads {
    @Test
    void saysWhichThreadPrinted() {
      String cell = cell("named");
      run(
          cell,
          """
          var platform = Thread.ofPlatform().name("anna").start(() -> IO.println("p"));
          platform.join();
          var virtual = Thread.ofVirtual().name("bert").start(() -> System.err.println("v"));
          virtual.join();
          """);
      assertThat(transcript.printed(cell))
          .extracting(Printed::thread, Printed::virtual, Printed::stream, Printed::text)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("anna", false, Stream.OUT, "p\n"),
              org.assertj.core.groups.Tuple.tuple("bert", true, Stream.ERR, "v\n"));
    }

    @Test
    void goesToTheirCellForExecutorsScopesAndTheCommonPool() {
      String cell = cell("pools");
      run(
          cell,
          """
          try (var executor = Executors.newFixedThreadPool(2)) { executor.submit(() -> IO.println("fixed")).get(); }
          try (var executor = Executors.newVirtualThreadPerTaskExecutor()) { executor.submit(() -> IO.println("each")).get(); }
          CompletableFuture.runAsync(() -> IO.println("async")).get();
          try (var scope = StructuredTaskScope.open()) { scope.fork(() -> IO.println("scope")); scope.join(); }
          List.of(1, 2, 3, 4).parallelStream().forEach(n -> IO.println("stream"));
          """);
      assertThat(transcript.text(cell).lines())
          .containsExactlyInAnyOrder(
              "fixed", "each", "async", "scope", "stream", "stream", "stream", "stream");
    }

    @Test
    void ofAPoolGoesToTheCellWhoseTaskItRuns() {
      String first = cell("makes-the-pool");
      String second = cell("uses-the-pool");
      run(
          first,
          "var pool = Executors.newFixedThreadPool(1);\npool.submit(() -> IO.println(1)).get();");
      run(second, "pool.submit(() -> IO.println(2)).get();\npool.shutdown();");
      assertThat(transcript.text(first)).isEqualTo("1\n");
      assertThat(transcript.text(second)).isEqualTo("2\n");
    }

    @Test
    void comesLateUnderTheCellThatStartedThem() {
      String early = cell("early");
      String other = cell("other");
      run(
          early,
          """
          var gate = new CountDownLatch(1);
          Thread.ofVirtual().name("latecomer").start(() -> {
            try { gate.await(); } catch (InterruptedException e) {}
            System.out.println("late");
          });
          System.out.println("in time");
          """);
      run(other, "System.out.println(\"other\");\ngate.countDown();");
      transcript.await("late output", t -> t.text(early).contains("late\n"));
      assertThat(transcript.printed(early)).extracting(Printed::late).containsExactly(false, true);
      assertThat(transcript.text(other)).isEqualTo("other\n");
    }

    @Test
    void thatDiedIsTold() {
      String cell = cell("dies");
      run(
          cell,
          "var t = Thread.ofVirtual().name(\"unlucky\").start(() -> {\n  throw new IllegalStateException(\"oh\");\n});\nt.join();");
      transcript.await(
          "the death",
          t ->
              t.events(interleave.kernel.KernelEvent.ThreadDied.class)
                  .anyMatch(d -> d.thread().equals("unlucky")));
    }
  }

  @Nested
  class OfLines {
    @Test
    void losesNoneAndTearsNone() {
      String cell = cell("lines");
      Outcome outcome =
          run(
              cell,
              """
              var threads = new ArrayList<Thread>();
              for (int t = 0; t < 10; t++) {
                int id = t;
                threads.add(Thread.ofVirtual().name("t" + t).start(() -> {
                  for (int i = 0; i < 1000; i++) { System.out.print(id + ":"); System.out.println(i); }
                }));
              }
              for (var t : threads) t.join();
              """);
      assertThat(outcome).isInstanceOf(Outcome.Completed.class);
      Map<String, String> byThread =
          transcript
              .printed(cell)
              .collect(groupingBy(Printed::thread, mapping(Printed::text, joining())));
      assertThat(byThread).hasSize(10);
      for (int t = 0; t < 10; t++) {
        int id = t;
        assertThat(byThread.get("t" + id))
            .isEqualTo(
                IntStream.range(0, 1000).mapToObj(i -> id + ":" + i + "\n").collect(joining()));
      }
    }

    @Test
    void showsHalfALineThatWaits() {
      String cell = cell("half");
      var running =
          start(
              cell,
              "System.out.print(\"half\");\nvar more = new CountDownLatch(1);\nmore.await();");
      transcript.await("half a line", t -> t.text(cell).equals("half"));
      kernel().stop();
      assertThat(running.join()).isEqualTo(new Outcome.Stopped());
    }

    @Test
    void keepsUmlautsAndEmojiAndFormats() {
      String cell = cell("unicode");
      run(
          cell,
          "System.out.printf(\"%s %d%n\", \"grün 🌱\", 3);\nSystem.out.write(\"ä\".getBytes());\nSystem.out.append('x').println();");
      assertThat(transcript.text(cell).replace("\r", "")).isEqualTo("grün 🌱 3\näx\n");
    }

    @Test
    void joinsCharactersThatAreWrittenByteByByte() {
      String cell = cell("bytes");
      run(
          cell,
          """
          for (byte next : "ä€🌱!".getBytes("UTF-8")) System.out.write(next);
          byte[] two = "öü\\n".getBytes("UTF-8");
          System.out.write(two, 0, 3);
          System.out.write(two, 3, 2);
          System.err.write(0xC3);
          System.err.write('x');
          System.err.write('\\n');
          """);
      assertThat(transcript.text(cell)).isEqualTo("ä€🌱!öü\n\uFFFDx\n");
    }

    @Test
    void survivesClosingTheStream() {
      String cell = cell("closed");
      run(cell, "System.out.close();\nSystem.out.println(\"still here\");");
      assertThat(transcript.text(cell)).isEqualTo("still here\n");
    }
  }

  @Nested
  class OfAFlood {
    @Test
    void isBoundedAndSaysSo() {
      String cell = cell("flood");
      run(cell, "for (int i = 0; i < 1_000_000; i++) System.out.println(\"line \" + i);");
      String text = transcript.text(cell);
      assertThat(text.length()).isLessThan(1_100_000);
      assertThat(text).startsWith("line 0\nline 1\n").endsWith("line 999998\nline 999999\n");
      String told =
          text.lines().filter(line -> line.contains("left out here")).findFirst().orElseThrow();
      long lines =
          Long.parseLong(
              told.replaceFirst("\\D*([\\d\u2009]+) lines.*", "$1").replace("\u2009", ""));
      assertThat(lines + text.lines().filter(line -> line.startsWith("line ")).count())
          .isBetween(1_000_000L, 1_000_001L);
    }

    @Test
    void ofOneHugeTextIsBoundedToo() {
      String cell = cell("huge");
      run(cell, "System.out.println(\"x\".repeat(5_000_000));");
      assertThat(transcript.text(cell).length()).isLessThan(1_100_000);
      assertThat(transcript.text(cell)).contains("left out here");
    }
  }

  @Nested
  class OfAFloodOfDisplays {
    private List<String> shown(String cell) {
      return transcript
          .events(Displayed.class)
          .filter(event -> event.cell().value().equals(cell))
          .map(event -> event.bundle().text())
          .toList();
    }

    @Test
    void isBoundedAndSaysSo() {
      String cell = cell("displays");
      run(cell, "for (int i = 0; i < 20_000; i++) display(i);");
      List<String> shown = shown(cell);
      assertThat(shown.size()).isLessThan(5_000);
      assertThat(shown).startsWith("0", "1").endsWith("19998", "19999");
      assertThat(transcript.text(cell)).contains("\u2009").contains("displays are left out here");
    }

    @Test
    void comesAfterTheTextThatIsHeldBack() {
      String cell = cell("overtaking");
      run(
          cell,
          "for (int i = 0; i < 200_000; i++) IO.println(\"line \" + i);\ndisplay(42);\nIO.println(\"after\");");
      assertThat(shown(cell)).containsExactly("42");
      List<KernelEvent> events = transcript.events();
      assertThat(events.indexOf(last(events, cell, "line 199999")))
          .isLessThan(events.indexOf(transcript.events(Displayed.class).toList().getLast()));
      assertThat(transcript.text(cell)).endsWith("line 199999\nafter\n");
    }

    private KernelEvent last(List<KernelEvent> events, String cell, String text) {
      return events.stream()
          .filter(event ->
              event instanceof Printed printed
                  && printed.cell().value().equals(cell)
                  && printed.text().contains(text))
          .findFirst()
          .orElseThrow();
    }

    @Test
    void ofThreadsThatDieIsBoundedToo() {
      String cell = cell("deaths");
      run(
          cell,
          "try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {\n"
              + "  for (int i = 0; i < 8_000; i++) executor.execute(() -> { throw new IllegalStateException(\"oh\"); });\n}");
      assertThat(
              transcript
                  .events(KernelEvent.ThreadDied.class)
                  .filter(event -> event.cell().value().equals(cell)))
          .hasSizeBetween(100, 6_000);
      assertThat(transcript.text(cell)).contains("are left out here");
    }
  }

  @Nested
  class OfProgress {
    @Test
    void onOneLineGoesOnBeyondTheShareOfARun() {
      String cell = cell("progress");
      run(
          cell,
          "for (int i = 0; i <= 1_000_000; i++) IO.print(\"\\r\" + i + \" of 1000000\");\nIO.println();\nIO.println(\"done\");");
      assertThat(transcript.text(cell)).doesNotContain("left out");
      assertThat(transcript.text(cell).length()).isLessThan(500_000);
      assertThat(interleave.display.TerminalText.settled(transcript.text(cell)))
          .isEqualTo("1000000 of 1000000\ndone\n");
    }
  }

  @Nested
  class OfDisplays {
    @Test
    void standsBetweenWhatWasPrintedBeforeAndAfter() {
      String cell = cell("display");
      run(cell, "IO.println(\"before\");\ndisplay(42);\nIO.println(\"after\");");
      assertThat(
              transcript.events().stream()
                  .map(event ->
                      switch (event) {
                        case Printed p when p.cell().value().equals(cell) -> p.text();
                        case Displayed d when d.cell().value().equals(cell) -> d.bundle().text();
                        default -> "";
                      })
                  .filter(text -> !text.isEmpty()))
          .isEqualTo(Arrays.asList("before\n", "42", "after\n"));
    }

    @Test
    void isRepeatedAsTheValueOfTheCellThatAsksForIt() {
      assertValue("display(42);\n42", "42");
      assertValue(
          "var shown = new ArrayList<>(List.of(1));\ndisplay(shown);\nshown.add(2);\nshown",
          "[1, 2]");
    }

    @Test
    void ofWhatShowsItselfIsNotRepeated() {
      assertThat(run("var timed = time(\"nothing\", () -> {});\ntimed"))
          .isEqualTo(new Outcome.Completed(null));
    }
  }
}
