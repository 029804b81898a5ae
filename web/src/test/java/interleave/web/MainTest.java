package interleave.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What can be said on the command line. */
class MainTest {
  private static final int JAVA_17 = 61;

  private static Main parsed(String... arguments) {
    return CommandLine.populateCommand(new Main(), arguments);
  }

  @Nested
  class Options {
    @Test
    void haveDefaults() {
      assertThat(parsed().port()).isEqualTo(8765);
      assertThat(parsed().opens()).isTrue();
      assertThat(parsed().workspace())
          .isEqualTo(Path.of(System.getProperty("user.home"), "interleave"));
    }

    @Test
    void mayBeGiven() {
      var main = parsed("--port", "9000", "--workspace", "a folder/ü", "--no-open");

      assertThat(main.port()).isEqualTo(9000);
      assertThat(main.opens()).isFalse();
      assertThat(main.workspace()).isEqualTo(Path.of("a folder/ü"));
    }

    @Test
    void limitWhatANotebookMayUse() {
      var limits =
          parsed(
                  "--worker-heap=2g",
                  "--worker-threads",
                  "20k",
                  "--worker-output=500000",
                  "--idle=2h")
              .kernelOptions();
      assertThat(limits.heapMegabytes()).isEqualTo(2048);
      assertThat(limits.threads()).isEqualTo(20_000);
      assertThat(limits.outputCharacters()).isEqualTo(500_000);
      assertThat(limits.idle()).contains(Duration.ofHours(2));
      assertThat(parsed().kernelOptions().idle()).contains(Duration.ofMinutes(30));
      assertThat(parsed("--idle", "never").kernelOptions().idle()).isEmpty();
      assertThat(parsed().kernelOptions().heapMegabytes()).isEqualTo(512);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"--worker-heap=lots", "--worker-heap=1m", "--worker-threads=0", "--idle=30"})
    void thatMakeNoSenseAreRefusedWithAnExample(String option) {
      assertThatThrownBy(() -> parsed(option))
          .hasMessageContaining("expected")
          .hasMessageContaining(option.substring(option.indexOf('=') + 1));
    }

    @Test
    void mayBeginInTheHomeFolder() {
      assertThat(parsed("--workspace=~/my notebooks").workspace())
          .isEqualTo(Path.of(System.getProperty("user.home"), "my notebooks"));
    }

    @Test
    void areWhatMavenPassesOn() {
      assertThat(parsed("--port=8765", "--workspace=", "--open=true").opens()).isTrue();
      assertThat(parsed("--port=8765", "--workspace=", "--open=false").opens()).isFalse();
      assertThat(parsed("--workspace=").workspace()).isEqualTo(parsed().workspace());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536"})
    void thatNameNoPortAreRefusedInOneSentence(String port) {
      var err = new StringWriter();
      int status =
          new CommandLine(new Main()).setErr(new PrintWriter(err)).execute("--port=" + port);

      assertThat(status).isEqualTo(CommandLine.ExitCode.USAGE);
      assertThat(err.toString()).startsWith("--port is 0 to 65535, found: " + port);
    }

    @Test
    void areExplained() {
      var out = new StringWriter();
      new CommandLine(new Main()).setOut(new PrintWriter(out)).execute("--help");

      assertThat(out.toString()).contains("--port", "--workspace", "--no-open", "--version");
    }
  }

  @Test
  void anOlderJavaCanLoadWhatTellsItThatItIsTooOld() throws IOException {
    try (var resource = Launcher.class.getResourceAsStream("Launcher.class")) {
      assertThat(resource).isNotNull();
      var in = new DataInputStream(resource);
      in.skipNBytes(6);
      assertThat(in.readUnsignedShort()).isLessThanOrEqualTo(JAVA_17);
    }
  }
}
