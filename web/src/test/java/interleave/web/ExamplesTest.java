package interleave.web;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.catalog.Lessons;
import interleave.catalog.Library;
import interleave.catalog.Search;
import interleave.catalog.Shelf;
import interleave.catalog.Workspace;
import interleave.display.MimeBundle;
import interleave.kernel.BusyThread;
import interleave.kernel.BusyThreads;
import interleave.kernel.CellId;
import interleave.kernel.Completions;
import interleave.kernel.Diagnostic;
import interleave.kernel.Diagnostic.Position;
import interleave.kernel.Documentation;
import interleave.kernel.Failure;
import interleave.kernel.Footprint;
import interleave.kernel.InputRequest;
import interleave.kernel.KernelEvent.Stream;
import interleave.kernel.Signatures;
import interleave.notebook.Bin;
import interleave.notebook.Binned;
import interleave.notebook.Cell;
import interleave.notebook.Cell.CodeCell;
import interleave.notebook.Cell.MarkdownCell;
import interleave.notebook.Change;
import interleave.notebook.Exercise;
import interleave.notebook.Fold;
import interleave.notebook.Foreign;
import interleave.notebook.History;
import interleave.notebook.Inputs;
import interleave.notebook.KernelStatus;
import interleave.notebook.Notebook;
import interleave.notebook.Operation.ByReader;
import interleave.notebook.Origin;
import interleave.notebook.Outdated;
import interleave.notebook.Output;
import interleave.notebook.Prediction;
import interleave.notebook.RunState;
import interleave.notebook.RunState.Ended;
import interleave.notebook.RunState.Ending;
import interleave.notebook.SavedStatus;
import interleave.notebook.Section;
import interleave.notebook.Study;
import interleave.notebook.StudyView;
import interleave.notebook.TextChange;
import interleave.notebook.TextVersions;
import interleave.notebook.TextVersions.TextVersion;
import interleave.notebook.TextVersions.TextVersion.Recent;
import interleave.notebook.Verdict;
import interleave.session.Message;
import interleave.session.Message.Update;
import interleave.session.Question;
import interleave.session.Running;
import interleave.timeline.Bar;
import interleave.timeline.Circumstances;
import interleave.timeline.Deadlock;
import interleave.timeline.Mark;
import interleave.timeline.Precision;
import interleave.timeline.SourceLine;
import interleave.timeline.State;
import interleave.timeline.ThreadLife;
import interleave.timeline.ThreadLife.Belonging;
import interleave.timeline.Timeline;
import interleave.timeline.Totals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every example in web/protocol, in the direction in which it travels. */
class ExamplesTest {
  private static final Path PROTOCOL = Path.of("protocol");
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Instant SAVED_AT = Instant.parse("2026-11-22T11:42:10Z");
  private static final CellId ALL = new CellId("all-at-once");
  private static final CellId ONE = new CellId("one-after-another");
  private static final CellId TOGETHER = new CellId("fetch-together");
  private static final CellId TURN = new CellId("your-turn-1");
  private static final CellId NEW = new CellId("c-8f3a2b1c");
  private static final CellId OTHER = new CellId("c-11d0c2aa");
  private static final String ONE_SOURCE =
      "var urls = slowUrls(20, ofMillis(200));\n"
          + "time(\"one after another\", () -> fetchOneByOne(urls));";

  private static final InputRequest QUESTION =
      new InputRequest(17, ONE, "asker", true, "how many? ");

  private static final Map<String, ByReader> OPERATIONS =
      Map.ofEntries(
          Map.entry("answer-input.json", new ByReader.AnswerInput(3, "20")),
          Map.entry("cancel-cell.json", new ByReader.CancelCell(ALL)),
          Map.entry("clear-outputs.json", new ByReader.ClearOutputs(List.of(ALL))),
          Map.entry("delete-cells.json", new ByReader.DeleteCells(List.of(NEW, OTHER))),
          Map.entry("empty-bin.json", new ByReader.EmptyBin()),
          Map.entry("fold-cells.json", new ByReader.FoldCells(List.of(ALL), Fold.OUTPUTS, true)),
          Map.entry("merge-cells.json", new ByReader.MergeCells(List.of(ONE, ALL))),
          Map.entry("move-cells.json", new ByReader.MoveCells(List.of(ALL), null)),
          Map.entry("redo.json", new ByReader.Redo()),
          Map.entry(
              "replace-sources.json",
              new ByReader.ReplaceSources(
                  List.of(new ByReader.Replacement(ALL, "fetchAll(urls);", "fetchAll(pages);")))),
          Map.entry(
              "restore-cells.json",
              new ByReader.RestoreCells(List.of(NEW), new ByReader.Place(ONE))),
          Map.entry("run-below.json", new ByReader.RunBelow(ALL)),
          Map.entry("run-cells.json", new ByReader.RunCells(List.of(ONE, ALL))),
          Map.entry("set-kind.json", new ByReader.SetKind(List.of(ALL), ByReader.Kind.MARKDOWN, 2)),
          Map.entry(
              "split-cell.json",
              new ByReader.SplitCell(ONE, "var a = 1;\nvar b = 2;", List.of(10), List.of(NEW))),
          Map.entry("undo.json", new ByReader.Undo()),
          Map.entry(
              "edit-cell.json",
              new ByReader.EditCell(ONE, "var urls = slowUrls(20, ofMillis(100));", "tab-5d1f")),
          Map.entry(
              "change-text.json",
              new ByReader.ChangeText(
                  ONE,
                  3,
                  List.of(new TextChange(23, 24, "5"), new TextChange(37, 37, "0")),
                  "tab-5d1f")),
          Map.entry(
              "insert-cells.json",
              new ByReader.InsertCells(
                  List.of(
                      new ByReader.NewCell(NEW, ByReader.Kind.CODE, "", null),
                      new ByReader.NewCell(
                          OTHER, ByReader.Kind.MARKDOWN, "## Why", new CellId("start-1"))),
                  ONE)),
          Map.entry("restart.json", new ByReader.Restart()),
          Map.entry("run-above.json", new ByReader.RunAbove(ALL)),
          Map.entry("run-all.json", new ByReader.RunAll()),
          Map.entry("run-cell.json", new ByReader.RunCell(ONE, ONE_SOURCE)),
          Map.entry(
              "run-outdated.json",
              new ByReader.RunOutdated(ONE, "var urls = slowUrls(20, ofMillis(100));")),
          Map.entry("kill.json", new ByReader.Kill()),
          Map.entry(
              "predict.json",
              new ByReader.Predict(new CellId("all-at-once-predict"), List.of("400"))),
          Map.entry(
              "check-exercise.json",
              new ByReader.CheckExercise(
                  TOGETHER,
                  "List<String> fetchTogether(List<URI> urls) { return fetchAll(urls); }")),
          Map.entry("open-hint.json", new ByReader.OpenHint(TOGETHER)),
          Map.entry("open-solution.json", new ByReader.OpenSolution(TOGETHER)),
          Map.entry("go-to-step.json", new ByReader.GoToStep(TURN)),
          Map.entry("show-as.json", new ByReader.ShowAs(Study.View.PAGE)),
          Map.entry("reset-cell.json", new ByReader.ResetCell(TOGETHER)),
          Map.entry("reset-step.json", new ByReader.ResetStep(TURN)),
          Map.entry("undo-reset.json", new ByReader.UndoReset()),
          Map.entry("renew-lesson.json", new ByReader.RenewLesson()),
          Map.entry("stop-leftovers.json", new ByReader.StopLeftovers(ALL)),
          Map.entry("stop.json", new ByReader.Stop()));

  private static final Map<String, Question> QUESTIONS =
      Map.of(
          "complete.json", new Question.Complete(17, "var words = List.of(\"b\");\nwords.str", 35),
          "call.json", new Question.Call(18, "slowUrls(20, ", 13),
          "explain.json", new Question.Explain(19, "slowUrls(20, ofMillis(200))", 4),
          "format.json", new Question.Format(21, "int  a=1;"),
          "check.json", new Question.Check(20, ONE, "IO.println(urlz);"));

  private static final Map<String, Message> TO_THE_PAGE =
      Map.ofEntries(
          Map.entry("study-changed.json", new Message.Update(42, new Change.StudyChanged(study()))),
          Map.entry(
              "completions.json",
              new Message.Completed(
                  17,
                  new Completions(
                      32,
                      List.of(
                          new Completions.Item(
                              "stream()", true, Completions.Kind.METHOD, "()", "Stream<String>"),
                          new Completions.Item(
                              "subList(",
                              true,
                              Completions.Kind.METHOD,
                              "(int, int)",
                              "List<String>"),
                          new Completions.Item(
                              "getClass()", false, Completions.Kind.METHOD, "()", "Class<?>"))))),
          Map.entry(
              "signatures.json",
              new Message.Called(
                  18,
                  new Signatures(
                      List.of(
                          new Signatures.Signature(
                              "slowUrls", List.of("int count", "Duration each"), "SlowUrls"),
                          new Signatures.Signature(
                              "slowUrls",
                              List.of("int count", "IntFunction<Duration> delayOf"),
                              "SlowUrls")),
                      0,
                      1))),
          Map.entry(
              "documentation.json",
              new Message.Explained(
                  19,
                  Optional.of(
                      new Documentation(
                          "static SlowUrls slowUrls(int count, Duration each)",
                          "interleave.lab.Lab",
                          "Makes `count` addresses.",
                          "")))),
          Map.entry("formatted.json", new Message.Formatted(21, "int a = 1;", null)),
          Map.entry(
              "formatted-not.json",
              new Message.Formatted(22, null, "Not formatted, line 1: ';' expected")),
          Map.entry("checked.json", new Message.Checked(20, List.of(diagnostic()))),
          Map.entry("snapshot.json", snapshot()),
          Map.entry("pong.json", new Message.Pong()),
          Map.entry("deleted.json", new Message.Deleted()),
          Map.entry("name-changed.json", new Update(65, new Change.NameChanged("Plans", "Plans"))),
          Map.entry(
              "cell-inserted.json",
              new Update(42, new Change.CellInserted(2, CodeCell.of(NEW, "")))),
          Map.entry("cell-deleted.json", new Update(43, new Change.CellDeleted(NEW))),
          Map.entry("cell-moved.json", new Update(60, new Change.CellMoved(ALL, 0))),
          Map.entry(
              "cell-replaced.json",
              new Update(
                  61, new Change.CellReplaced(new Cell.RawCell(ALL, "a < b", Foreign.NONE), 4))),
          Map.entry(
              "folds-changed.json",
              new Update(62, new Change.FoldsChanged(ALL, Set.of(Fold.OUTPUTS, Fold.SOURCE)))),
          Map.entry(
              "bin-changed.json",
              new Update(
                  63,
                  new Change.BinChanged(
                      new Bin(
                          List.of(
                              new Binned(CodeCell.of(NEW, "var a = 1;\nvar b = 2;"), ONE, 1)))))),
          Map.entry(
              "history-changed.json",
              new Update(64, new Change.HistoryChanged(History.What.DELETE, null))),
          Map.entry(
              "source-changed.json",
              new Update(
                  44,
                  new Change.SourceChanged(
                      MarkdownCell.of(new CellId("start-1"), "# Twenty slow addresses"),
                      3,
                      List.of(new TextChange(14, 18, "addresses")),
                      "tab-5d1f"))),
          Map.entry(
              "run-changed.json",
              new Update(45, new Change.RunChanged(ALL, new RunState.Queued(2)))),
          Map.entry(
              "outdated-changed.json",
              new Update(
                  56, new Change.OutdatedChanged(ALL, new Outdated(false, List.of("urls"))))),
          Map.entry("outputs-cleared.json", new Update(46, new Change.OutputsCleared(ALL))),
          Map.entry(
              "output-added-text.json",
              added(
                  47,
                  new Output.Text(
                      Stream.ERR, "fetch-3", true, true, "20 requests were under way\n"))),
          Map.entry(
              "output-added-value.json",
              added(48, new Output.Display(true, MimeBundle.text("42")))),
          Map.entry("output-added-comparison.json", added(49, comparison())),
          Map.entry("output-added-failure.json", added(50, new Output.Failed(null, failure()))),
          Map.entry(
              "output-added-diagnostics.json",
              added(51, new Output.Diagnostics(List.of(diagnostic())))),
          Map.entry(
              "output-added-deadlock.json",
              added(
                  60,
                  new Output.Deadlocked(
                      new Deadlock(
                          List.of(
                              new Deadlock.Party(
                                  "one",
                                  true,
                                  "right",
                                  new SourceLine("all-at-once", 5),
                                  "left",
                                  null),
                              new Deadlock.Party(
                                  "two",
                                  false,
                                  "left",
                                  null,
                                  "right",
                                  new SourceLine("all-at-once", 3))))))),
          Map.entry("output-added-threads.json", added(59, new Output.Threads(timeline()))),
          Map.entry(
              "output-added-notice.json",
              added(
                  52,
                  new Output.Notice(
                      "Your code ended Java with status 1. Your text and outputs are kept, the variables are gone."))),
          Map.entry("output-added-table.json", added(57, display("output-added-table.json", true))),
          Map.entry(
              "output-added-progress.json",
              added(58, display("output-added-progress.json", false))),
          Map.entry("output-added-markdown.json", added(59, forged())),
          Map.entry(
              "output-replaced.json",
              new Update(
                  56,
                  new Change.OutputReplaced(
                      ALL, 0, new Output.Display(false, "1.1", MimeBundle.text("20 of 20"))))),
          Map.entry(
              "text-appended.json",
              new Update(53, new Change.TextAppended(ALL, 0, 6, "one more line\n"))),
          Map.entry(
              "kernel-changed.json",
              new Update(
                  54,
                  new Change.KernelChanged(
                      new KernelStatus(KernelStatus.State.RUNNING, "Java 25, 2 cores")))),
          Map.entry("leftovers-stopped.json", new Update(56, new Change.LeftoversStopped(3))),
          Map.entry(
              "output-added-still-running.json",
              added(
                  57,
                  new Output.StillRunning(
                      new BusyThreads(
                          60,
                          List.of(
                              new BusyThread(
                                  "acceptor",
                                  false,
                                  List.of(
                                      new Failure.Frame(null, 714, "java.net.ServerSocket.accept"),
                                      new Failure.Frame(ALL, 4, "top level"))))),
                      false))),
          Map.entry(
              "kernel-changed-stopping.json",
              new Update(
                  58,
                  new Change.KernelChanged(
                      new KernelStatus(
                          KernelStatus.State.STOPPING,
                          "Java 25, 2 cores",
                          BusyThreads.of(
                              List.of(
                                  new BusyThread(
                                      "cell all-at-once",
                                      false,
                                      List.of(
                                          new Failure.Frame(null, 2620, "java.math.BigInteger.pow"),
                                          new Failure.Frame(ALL, 2, "top level"))))))))),
          Map.entry(
              "inputs-changed.json",
              new Update(58, new Change.InputsChanged(List.of(new Inputs.Input(3, QUESTION))))),
          Map.entry(
              "saved-changed.json",
              new Update(
                  55,
                  new Change.SavedChanged(
                      new SavedStatus(
                          SavedStatus.State.FAILED,
                          SAVED_AT,
                          "cannot write 02-twenty-slow-urls.ipynb: the folder is read-only. Your text is kept here; make the folder writable or start with --workspace.")))),
          Map.entry(
              "refused.json",
              new Message.Refused("unknown message type 'rum-cell' (did you mean 'run-cell'?)")));

  private static Timeline timeline() {
    var cell = new Belonging(1, "this cell", true);
    var threads = new Belonging(2, "virtual threads", false);
    return Timeline.of(
        List.of(
            life("cell", cell, false, new Bar(State.TASK, 0, 203_500_000, "result of a future")),
            life(
                "fetch-1",
                threads,
                true,
                new Bar(State.READY, 500_000, 900_000, ""),
                new Bar(State.DOING, 900_000, 1_600_000, ""),
                new Bar(
                    State.WAITING,
                    1_600_000,
                    201_700_000,
                    "socket",
                    new SourceLine("all-at-once", 8)))),
        new Circumstances(
            2, 0, "", List.of(new Mark(Mark.Kind.LIMIT, 200_000_000, "limit 200 ms")), 1));
  }

  private static ThreadLife life(String name, Belonging group, boolean virtual, Bar... bars) {
    return new ThreadLife(
        name,
        virtual,
        group,
        virtual ? Precision.EXACT : Precision.WAITS_EXACT,
        bars[0].from(),
        bars[bars.length - 1].to(),
        false,
        Totals.of(List.of(bars)),
        List.of(bars));
  }

  private static Message added(long seq, Output output) {
    return new Update(seq, new Change.OutputAdded(ALL, output));
  }

  private static Message snapshot() {
    var ran =
        new CodeCell(
            ONE,
            ONE_SOURCE,
            new Ended(
                Ending.COMPLETED,
                3,
                Instant.parse("2026-11-22T11:42:00Z"),
                Duration.ofNanos(4_011_200_000L)),
            List.of(new Output.Text(Stream.OUT, "cell one-after-another", false, false, "hello\n")),
            Foreign.NONE);
    List<Cell> cells =
        List.of(
            MarkdownCell.of(new CellId("start-1"), "# Twenty slow URLs"),
            ran,
            CodeCell.of(ALL, "fetchAll(urls);"));
    var fresh =
        Notebook.of(
            "02-twenty-slow-urls",
            "Twenty slow URLs",
            Optional.of(new Origin("02-twenty-slow-urls", "abc")),
            cells,
            Foreign.NONE);
    return new Message.Snapshot(
        "3f7c1a",
        41,
        new Notebook(
            fresh.name(),
            fresh.title(),
            fresh.origin(),
            fresh.cells(),
            fresh.bin(),
            fresh.history(),
            new KernelStatus(KernelStatus.State.READY, "Java 25, 2 cores"),
            fresh.runs(),
            new Inputs(3, List.of(new Inputs.Input(3, QUESTION))),
            new SavedStatus(SavedStatus.State.SAVED, SAVED_AT, null),
            new TextVersions(
                Map.of(
                    ONE,
                    new TextVersion(
                        5, List.of(new Recent("tab-5d1f", List.of(new TextChange(22, 23, "2"))))))),
            7,
            Study.NONE,
            fresh.foreign()));
  }

  private static StudyView study() {
    var guess = new CellId("all-at-once-predict");
    var open = new CellId("one-predict");
    var start = new CellId("start-1");
    var asked =
        new Prediction(
            ALL,
            "all at once",
            new Prediction.Scale.Choices(List.of("200", "400", "2000"), "ms"),
            List.of("400"),
            false,
            List.of("206"));
    var predictions = new LinkedHashMap<CellId, Prediction>();
    predictions.put(guess, asked);
    predictions.put(
        open, Prediction.open(ALL, "doing", new Prediction.Scale.Range(0, 10_000, "ms")));
    var verdict =
        new Verdict(
            List.of(
                new Verdict.Check("every page", Verdict.Status.PASSED, "", ""),
                new Verdict.Check(
                    "all at once",
                    Verdict.Status.FAILED,
                    "At the busiest moment 1 of your 20 requests were under way.",
                    "This would be right if `get` only asked whether the page is there."),
                new Verdict.Check("in order", Verdict.Status.NOT_REACHED, "", "")),
            Verdict.End.FAILED,
            "",
            null,
            0);
    var study =
        new Study(
            predictions,
            Map.of(TOGETHER, new Exercise(3, 1, 1, false, null, verdict)),
            Map.of(),
            Map.of(),
            TURN,
            Study.View.STEPS,
            Set.of(start),
            false,
            null);
    return new StudyView(
        study,
        List.of(
            new Section(start, "Twenty slow URLs", true, List.of(start), List.of()),
            new Section(
                TURN,
                "Your turn",
                false,
                List.of(TURN, guess, ALL, TOGETHER),
                List.of(
                    new Section.Todo(Section.Kind.PREDICT, guess, true),
                    new Section.Todo(Section.Kind.RUN, ALL, true),
                    new Section.Todo(Section.Kind.CHECK, TOGETHER, false)))),
        Set.of());
  }

  /** A value with the forms of the example, which only the kernel knows how to make. */
  private static Output display(String file, boolean result) {
    var forms = new LinkedHashMap<String, String>();
    for (var form : example("server/" + file).path("output").path("data").properties()) {
      forms.put(form.getKey(), form.getValue().asString());
    }
    return new Output.Display(result, result ? null : "1.1", new MimeBundle(forms));
  }

  /** Markdown of a cell that claims to bring its HTML along. */
  private static Output forged() {
    var forms = new LinkedHashMap<String, String>();
    forms.put("text/markdown", "All **20** came back.");
    forms.put(MimeBundle.TEXT, "All **20** came back.");
    forms.put("text/vnd.interleave.prose", "<script>alert(1)</script>");
    return new Output.Display(false, new MimeBundle(forms));
  }

  private static Output comparison() {
    var forms = new LinkedHashMap<String, String>();
    var data = example("server/output-added-comparison.json").path("output").path("data");
    forms.put(MimeBundle.COMPARISON, data.path(MimeBundle.COMPARISON).asString());
    forms.put(MimeBundle.TEXT, "one after another  4011 ms  20.1 x of the limit");
    return new Output.Display(false, new MimeBundle(forms));
  }

  private static Failure failure() {
    return new Failure(
        "java.lang.IllegalStateException",
        "no page",
        List.of(
            new Failure.Frame(ALL, 2, "fetchTogether"),
            new Failure.Frame(null, 1024, "java.util.ArrayList.forEach")),
        null,
        List.of());
  }

  private static Diagnostic diagnostic() {
    return new Diagnostic(
        Diagnostic.Severity.ERROR,
        "compiler.err.cant.resolve.location",
        "cannot find symbol\n  symbol: variable urlz",
        null,
        new Position(1, 10),
        new Position(1, 14));
  }

  private static JsonNode example(String file) {
    return MAPPER.readTree(PROTOCOL.resolve(file));
  }

  private static Set<String> files(String folder) throws IOException {
    try (var files = Files.list(PROTOCOL.resolve(folder))) {
      var names = new TreeSet<String>();
      files.forEach(file -> names.add(file.getFileName().toString()));
      return names;
    }
  }

  private static Set<String> clientFiles() throws IOException {
    return files("client");
  }

  private static Set<String> serverFiles() throws IOException {
    return files("server");
  }

  @ParameterizedTest
  @MethodSource("clientFiles")
  void whatAPageSendsIsUnderstood(String file) {
    var question = Optional.ofNullable(QUESTIONS.get(file)).<PageMessage>map(PageMessage.Ask::new);
    var operation = Optional.ofNullable(OPERATIONS.get(file)).map(PageMessage.Operate::new);
    var expected =
        file.equals("ping.json")
            ? new PageMessage.Ping()
            : question
                .or(() -> operation)
                .orElseThrow(() -> new AssertionError("add the meaning of " + file));
    assertThat(Json.read(example("client/" + file).toString(), "tab-5d1f")).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("serverFiles")
  void whatAPageReceivesIsWritten(String file) {
    assertThat(TO_THE_PAGE).as("add the example's meaning here").containsKey(file);
    var message = Optional.ofNullable(TO_THE_PAGE.get(file)).orElseThrow();
    assertThat(MAPPER.readTree(JsonMessages.write(message))).isEqualTo(example("server/" + file));
  }

  @Test
  void theLibraryIsWritten(@TempDir Path folder) throws IOException {
    assertThat(files("http")).containsExactly("library.json", "running.json", "search.json");
    var expected = (ObjectNode) example("http/library.json");
    var lessons = Files.createDirectory(folder.resolve("lessons"));
    for (var lesson : expected.path("lessons")) {
      Files.writeString(lessons.resolve(lesson.path("id").asString() + ".md"), lessonFile(lesson));
    }
    var library =
        new Library(
            new Lessons(lessons),
            new Workspace(folder.resolve("workspace"), InstantSource.system()));
    library.workspace().save(library.open("00-welcome"));
    library.workspace().save(scratch());
    var modified = expected.path("notebooks").get(0).path("modified").asString();
    Files.setLastModifiedTime(
        folder.resolve("workspace").resolve("scratch.ipynb"),
        FileTime.from(Instant.parse(modified)));

    var written =
        MAPPER.readTree(
            JsonLibrary.library(
                library,
                _ -> Optional.of(new KernelStatus(KernelStatus.State.READY, null)),
                List.of(new Shelf.Deleted("1763808000000", "Old plans", SAVED_AT))));
    expected.put("workspace", folder.resolve("workspace").toString());
    assertThat(written).isEqualTo(expected);
  }

  @Test
  void whatRunsIsWritten() throws IOException {
    var scratch =
        new Running(
            "scratch",
            "Scratch",
            new KernelStatus(KernelStatus.State.RUNNING, null),
            SAVED_AT,
            new Footprint(OptionalLong.of(81_000_000), OptionalInt.empty()));
    assertThat(MAPPER.readTree(JsonLibrary.running(List.of(scratch))))
        .isEqualTo(example("http/running.json"));
  }

  @Test
  void whatIsFoundIsWritten() throws IOException {
    var cells = List.<Cell>of(CodeCell.of(ONE, "int a = 1;\nfetchAll(urls);"));
    var notebook = Notebook.of("scratch", "Scratch", Optional.empty(), cells, Foreign.NONE);
    assertThat(
            MAPPER.readTree(
                JsonLibrary.found(Search.in(List.of(notebook), "FETCHALL"), _ -> false)))
        .isEqualTo(example("http/search.json"));
  }

  private static String lessonFile(JsonNode lesson) {
    // The first step is the lesson's beginning.
    var steps = "## A step\n\nText.\n\n".repeat(lesson.path("steps").asInt() - 1);
    return """
    ---
    description: %s
    interleave:
      minutes: %d
    kernelspec:
      name: interleave
    ---

    # %s

    %s
    """
        .formatted(
            lesson.path("description").asString(),
            lesson.path("minutes").asInt(),
            lesson.path("title").asString(),
            differently(steps));
  }

  /** Two steps of the same name would have cells of the same id. */
  private static String differently(String steps) {
    var text = steps;
    for (char letter = 'a'; text.contains("A step"); letter++) {
      text = text.replaceFirst("A step", "Step " + letter);
    }
    return text;
  }

  private static Notebook scratch() {
    List<Cell> cells =
        List.of(
            MarkdownCell.of(new CellId("m"), "# Scratch"),
            CodeCell.of(new CellId("a"), "1"),
            CodeCell.of(new CellId("b"), "2"));
    return Notebook.of("scratch", "Scratch", Optional.empty(), cells, Foreign.NONE);
  }
}
