package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.display.MimeBundle;
import interleave.kernel.CellId;
import interleave.kernel.Completions;
import interleave.kernel.Diagnostic;
import interleave.kernel.Kernel;
import interleave.kernel.Outcome;
import interleave.libraries.Libraries;
import interleave.libraries.MavenLibraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Libraries from a Maven repository that the test makes; nothing comes from the Internet. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DependencyTest {
  private static final KernelSettings SMALL =
      KernelSettings.DEFAULT.withLimits(64, 1_000, 100_000).withReserve(1);

  private final Transcript transcript = new Transcript();
  private LocalRepository repository;
  private JShellKernels kernels;
  private Kernel kernel;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    repository = new LocalRepository(Files.createDirectory(folder.resolve("a repository, größer")));
    repository.add(
        "zoo:words:1.0",
        "package zoo; public class Words { public static String hello() { return \"hello\"; } }");
    repository.add(
        "zoo:words:1.1",
        "package zoo; public class Words { public static String hello() { return \"newer\"; } }");
    for (String version : List.of("1.0", "1.1")) {
      repository.add("zoo:rare:" + version, "package zoo; public class Rare {}");
    }
    repository.add(
        "zoo:greeter:2.0",
        """
        package zoo;
        public class Greeter implements java.util.function.Supplier<String> {
          public static class Quiet extends Greeter {}
          public String get() { return Words.hello() + " from a library"; }
        }
        """,
        "zoo:words:1.0");
    repository.addService("zoo:greeter:2.0", "java.util.function.Supplier", "zoo.Greeter");
    kernels = new JShellKernels(SMALL.withDependencies(repository.dependencies()));
    kernel = kernels.start(transcript);
    kernel.run(new CellId("first"), "%dependency zoo:greeter:2.0");
  }

  @AfterAll
  void close() {
    kernels.close();
  }

  private static Outcome run(Kernel on, String source) {
    return on.run(new CellId(KernelSpec.cell("cell")), source).outcome();
  }

  private static void assertValue(Kernel on, String source, String expected) {
    Outcome outcome = run(on, source);
    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    MimeBundle value = ((Outcome.Completed) outcome).value();
    assertThat(value == null ? "no value" : value.text()).isEqualTo(expected);
  }

  private static Diagnostic mistake(Kernel on, String source) {
    Outcome outcome = run(on, source);
    assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
    return ((Outcome.Rejected) outcome).diagnostics().getFirst();
  }

  @Nested
  class ALibrary {
    @Test
    void comesWithWhatItNeedsAndCanBeUsedInTheSameCell() {
      assertValue(
          kernel,
          "%dependency zoo:greeter:2.0\nimport zoo.*;\nnew Greeter().get()",
          "hello from a library");
    }

    @Test
    void mayBeWrittenAsJbangDoes() {
      assertValue(
          kernel, "//DEPS zoo:greeter:2.0\nnew zoo.Greeter.Quiet().get()", "hello from a library");
    }

    @Test
    void isFoundByAServiceLoaderOnEveryThread() {
      assertValue(
          kernel,
          """
          %dependency zoo:greeter:2.0
          Callable<Long> count = () -> ServiceLoader.load(java.util.function.Supplier.class).stream().filter(s -> s.type().getName().startsWith("zoo")).count();
          List.of(count.call(), ForkJoinPool.commonPool().submit(count).get(), CompletableFuture.supplyAsync(() -> { try { return count.call(); } catch (Exception e) { throw new RuntimeException(e); } }).get())
          """,
          "[1, 1, 1]");
    }

    @Test
    void canBeExtendedAndMeetsItsKindWhereBranchesJoin() {
      assertValue(
          kernel,
          """
          %dependency zoo:greeter:2.0
          class Loud extends zoo.Greeter { public String get() { return super.get().toUpperCase(); } }
          String greet(boolean loud) { var g = loud ? new Loud() : new zoo.Greeter.Quiet(); for (int i = 0; i < 3; i++) {} return g.get(); }
          greet(true) + greet(false)
          """,
          "HELLO FROM A LIBRARYhello from a library");
    }

    @Test
    void isOfferedWhileTyping() {
      run(kernel, "%dependency zoo:greeter:2.0");
      String text = "zoo.Gre";
      assertThat(kernel.complete(text, text.length()).items())
          .extracting(Completions.Item::text)
          .contains("Greeter");
    }

    @Test
    void asksForNothingTheSecondTime() {
      run(kernel, "%dependency zoo:greeter:2.0");
      kernel.run(new CellId("again"), "%dependency zoo:greeter:2.0\n//DEPS zoo:words:1.0");
      assertThat(transcript.text("again")).isEmpty();
    }

    @Test
    void showsWhatIsFetchedUnderTheCell() {
      assertThat(transcript.text("first"))
          .contains("fetching greeter-2.0.jar", "fetching words-1.0.jar")
          .endsWith("ready to use: greeter 2.0, words 1.0\n");
    }

    @Test
    void inATextBlockIsText() {
      assertValue(kernel, "\"\"\"\n%dependency no:such:1\n//DEPS no:such:1\n\"\"\".length()", "39");
    }

    @Test
    void hasToBeAskedForAgainAfterARestart() {
      Kernel other = kernels.start(new Transcript());
      assertThat(run(other, "zoo.Words.hello()")).isInstanceOf(Outcome.Rejected.class);
      assertValue(other, "%dependency zoo:words:1.1\nzoo.Words.hello()", "newer");
      other.close();
    }
  }

  @Nested
  class AMistake {
    @Test
    void inTheCoordinateSaysWhatWasExpectedAndWhere() {
      Diagnostic mistake = mistake(kernel, "int before = 1;\n  %dependency zoo-greeter\nbefore");
      assertThat(mistake.message())
          .contains("group:artifact:version")
          .endsWith("found: zoo-greeter");
      assertThat(mistake.from()).isEqualTo(new Diagnostic.Position(2, 15));
      assertThat(mistake.to()).isEqualTo(new Diagnostic.Position(2, 26));
      assertThat(run(kernel, "before")).isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void inTheVersionNamesTheNewestOne() {
      assertThat(mistake(kernel, "%dependency zoo:rare:7.0").message())
          .contains("there is no zoo:rare:7.0", "Did you mean version 1.1?");
    }

    @Test
    void inTheNameSaysSo() {
      assertThat(mistake(kernel, "\n//DEPS no:such:1.0"))
          .satisfies(mistake -> assertThat(mistake.from().line()).isEqualTo(2))
          .extracting(Diagnostic::message)
          .asString()
          .contains("there is no no:such:1.0", "Check the group and the artifact");
    }

    @Test
    void likeAnotherVersionOfWhatIsLoadedNeedsARestart() {
      run(kernel, "%dependency zoo:words:1.0");
      assertThat(mistake(kernel, "%dependency zoo:words:1.1").message())
          .contains("zoo:words 1.0 is loaded already", "restart it to use 1.1");
    }

    @Test
    void inTheSyntaxFetchesNothing() {
      Kernel other = kernels.start(new Transcript());
      assertThat(run(other, "%dependency zoo:words:1.0\nint x = ;"))
          .isInstanceOf(Outcome.Rejected.class);
      assertThat(run(other, "zoo.Words.hello()")).isInstanceOf(Outcome.Rejected.class);
      other.close();
    }
  }

  @Nested
  class AServer {
    private static String mistake(Libraries dependencies) throws InterruptedException {
      var answer =
          new ClassPath(dependencies)
              .find(DependencyLines.in("%dependency zoo:words:1.0"), _ -> {});
      assertThat(answer).isInstanceOf(ClassPath.Answer.Wrong.class);
      return ((ClassPath.Answer.Wrong) answer).mistakes().getFirst().message();
    }

    @Test
    void withoutAConnectionSaysSo(@TempDir Path folder) throws InterruptedException {
      var nowhere =
          new MavenLibraries(folder, "http://127.0.0.1:1/maven2", folder.resolve("settings.xml"));
      assertThat(mistake(nowhere))
          .contains("could not fetch from http://127.0.0.1:1/maven2", "connection");
    }

    @Test
    void takesTheMirrorOfTheUsersSettings(@TempDir Path folder) throws Exception {
      Path settings =
          Files.writeString(
              folder.resolve("settings.xml"),
              "<settings><mirrors><mirror><id>m</id><mirrorOf>*</mirrorOf><url>http://127.0.0.1:2/mirror</url></mirror></mirrors></settings>");
      assertThat(mistake(new MavenLibraries(folder, "http://127.0.0.1:1/maven2", settings)))
          .contains("could not fetch from http://127.0.0.1:2/mirror");
    }

    @Test
    void mayHaveThemSwitchedOff() throws InterruptedException {
      assertThat(mistake(Libraries.off())).contains("switched off", "--no-dependencies");
    }
  }
}
