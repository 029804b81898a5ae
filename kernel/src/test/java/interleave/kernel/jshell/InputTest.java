package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.kernel.InputRequest;
import interleave.kernel.KernelEvent.InputEnded;
import interleave.kernel.KernelEvent.InputRequested;
import interleave.kernel.Outcome;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InputTest extends KernelSpec {

  private final Set<Long> answered = ConcurrentHashMap.newKeySet();

  /** The questions of a cell that wait for an answer, as far as the kernel has told. */
  private List<InputRequest> open(String cell) {
    var ended = transcript.events(InputEnded.class).map(InputEnded::request).toList();
    return transcript
        .events(InputRequested.class)
        .map(InputRequested::request)
        .filter(request -> request.cell().value().equals(cell))
        .filter(request -> !ended.contains(request.number()))
        .filter(request -> !answered.contains(request.number()))
        .toList();
  }

  /** Waits until a thread of the cell waits for input. */
  private InputRequest asked(String cell) {
    return asked(cell, _ -> true);
  }

  private InputRequest asked(String cell, Predicate<InputRequest> expected) {
    transcript.await("a question of " + cell, _ -> open(cell).stream().anyMatch(expected));
    return open(cell).stream().filter(expected).findFirst().orElseThrow();
  }

  private void answer(InputRequest request, String line) {
    answered.add(request.number());
    kernel().input(request.number(), line);
  }

  private void answer(String cell, String line) {
    answer(asked(cell), line);
  }

  private void end(String cell) {
    InputRequest request = asked(cell);
    answered.add(request.number());
    kernel().endInput(request.number());
  }

  @Nested
  class IsReadBy {
    @Test
    void aScannerWithAPromptAndIsEchoedBehindIt() {
      String cell = cell("scanner");
      var running =
          start(
              cell,
              """
              System.out.print("how many? ");
              int count = new Scanner(System.in).nextInt();
              count + 1
              """);
      answer(cell, "41");
      assertThat(running.join())
          .isEqualTo(new Outcome.Completed(interleave.display.MimeBundle.text("42")));
      assertThat(transcript.text(cell)).isEqualTo("how many? 41\n");
    }

    @Test
    void readlnWhosePromptIsTold() {
      String cell = cell("readln");
      var running = start(cell, "IO.println(\"hello \" + IO.readln(\"name? \"));");
      assertThat(asked(cell).prompt()).isEqualTo("name? ");
      assertThat(transcript.text(cell)).isEmpty();
      answer(cell, "Ada Ünal 🌱");
      assertThat(running.join()).isInstanceOf(Outcome.Completed.class);
      assertThat(transcript.text(cell)).isEqualTo("name? Ada Ünal 🌱\nhello Ada Ünal 🌱\n");
      assertThat(open(cell)).isEmpty();
    }

    @Test
    void aBufferedReaderOfAnEarlierCell() {
      run("var keyboard = new BufferedReader(new InputStreamReader(System.in));");
      for (String line : List.of("first", "second")) {
        String cell = cell("reader");
        var running = start(cell, "IO.println(\"<\" + keyboard.readLine() + \">\");");
        answer(cell, line);
        assertThat(running.join()).isInstanceOf(Outcome.Completed.class);
        assertThat(transcript.text(cell)).isEqualTo(line + "\n<" + line + ">\n");
      }
    }

    @Test
    void readByteByByte() {
      String cell = cell("bytes");
      var running =
          start(
              cell,
              """
              int first = System.in.read();
              int left = System.in.available();
              String rest = IO.readln();
              IO.println((char) first + "," + left + "," + rest);
              """);
      answer(cell, "abc");
      running.join();
      assertThat(transcript.text(cell)).isEqualTo("abc\na,3,bc\n");
    }

    @Test
    void nobodyAtTheEndOfTheInputAndByTheNextOneAgain() {
      String cell = cell("end");
      var running =
          start(
              cell,
              "IO.println(IO.readln() + \" \" + System.in.read());\nIO.println(IO.readln(\"still there? \"));");
      end(cell);
      end(cell);
      answer(cell, "yes");
      running.join();
      assertThat(transcript.text(cell)).isEqualTo("^D\n^D\nnull -1\nstill there? yes\nyes\n");
    }
  }

  @Nested
  class OfSeveralThreads {
    @Test
    void goesToTheOneThatWasAnswered() {
      String cell = cell("several");
      var running =
          start(
              cell,
              """
              var threads = new ArrayList<Thread>();
              for (String name : List.of("anna", "bert", "carl")) {
                threads.add(Thread.ofVirtual().name(name).start(
                    () -> IO.println(name + " got " + IO.readln(name + "? "))));
              }
              for (var thread : threads) thread.join();
              """);
      for (String name : List.of("carl", "anna", "bert")) {
        InputRequest request = asked(cell, one -> one.thread().equals(name));
        assertThat(request).returns(name + "? ", InputRequest::prompt);
        assertThat(request.virtual()).isTrue();
        answer(request, name.toUpperCase(java.util.Locale.ROOT));
      }
      assertThat(running.join()).isInstanceOf(Outcome.Completed.class);
      assertThat(transcript.text(cell).lines())
          .contains("anna? ANNA", "anna got ANNA", "bert got BERT", "carl got CARL");
    }

    @Test
    void staysUnderTheCellOfAThreadThatOutlivesIt() {
      String early = cell("early");
      String next = cell("next");
      run(
          early,
          "Thread.ofPlatform().name(\"asker\").start(() -> IO.println(\"got \" + IO.readln(\"late? \")));");
      InputRequest late = asked(early);
      var running = start(next, "IO.println(IO.readln(\"now? \"));");
      answer(next, "soon");
      assertThat(running.join()).isInstanceOf(Outcome.Completed.class);
      answer(late, "yes");
      transcript.await("the late answer", t -> t.text(early).endsWith("got yes\n"));
      assertThat(transcript.text(early)).isEqualTo("late? yes\ngot yes\n");
      assertThat(transcript.text(next)).isEqualTo("now? soon\nsoon\n");
    }

    @Test
    void isAskedForAFewThreadsAtATime() {
      String cell = cell("crowd");
      var running =
          start(
              cell,
              """
              var lines = new ConcurrentLinkedQueue<String>();
              try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 100; i++) executor.submit(() -> lines.add(IO.readln()));
              }
              lines.size()
              """);
      for (int i = 0; i < 100; i++) {
        answer(cell, "line " + i);
        assertThat(open(cell).size()).isLessThan(25);
        int answered = i + 1;
        transcript.await(
            "the end of question " + i,
            t ->
                t.events(InputEnded.class).filter(e -> e.cell().value().equals(cell)).count()
                    >= answered);
      }
      assertThat(running.join())
          .isEqualTo(new Outcome.Completed(interleave.display.MimeBundle.text("100")));
    }
  }

  @Nested
  class Waiting {
    @Test
    void isStoppedAndTheNextCellWorks() {
      for (String read :
          List.of(
              "new Scanner(System.in).nextLine();",
              "IO.readln(\"? \");",
              "List.of(1, 2).parallelStream().forEach(n -> IO.readln());")) {
        String cell = cell("stopped");
        var running = start(cell, read);
        asked(cell);
        kernel().stop();
        assertThat(running.join()).as(read).isEqualTo(new Outcome.Stopped());
        transcript.await("no question", _ -> open(cell).isEmpty());
        assertValue("1 + 1", "2");
      }
    }

    @Test
    void isInterruptedByTheCellItself() {
      String cell = cell("interrupted");
      run(
          cell,
          """
          var reading = new CountDownLatch(1);
          var reader = Thread.ofVirtual().start(() -> {
            try { reading.countDown(); System.in.read(); }
            catch (IOException e) { IO.println(e.getClass().getSimpleName()); }
          });
          reading.await();
          reader.interrupt();
          reader.join();
          """);
      assertThat(transcript.text(cell)).endsWith("InterruptedIOException\n");
      transcript.await("no question", _ -> open(cell).isEmpty());
    }

    @Test
    void isAnsweredOnceOnly() {
      String cell = cell("twice");
      var running = start(cell, "IO.println(IO.readln(\"1? \") + IO.readln(\"2? \"));");
      InputRequest first = asked(cell);
      kernel().input(first.number(), "a");
      kernel().input(first.number(), "A");
      answer(asked(cell, one -> one.prompt().equals("2? ")), "b");
      running.join();
      assertThat(transcript.text(cell)).isEqualTo("1? a\n2? b\nab\n");
    }

    @Test
    void showsWhatAFloodHasHeldBack() {
      String cell = cell("flood");
      var running =
          start(
              cell,
              "for (int i = 0; i < 200_000; i++) IO.println(\"line \" + i);\nIO.readln(\"go on? \")");
      asked(cell);
      transcript.await("the end of the flood", t -> t.text(cell).contains("line 199999\n"));
      answer(cell, "yes");
      assertThat(running.join()).isInstanceOf(Outcome.Completed.class);
    }
  }
}
