package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.kernel.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documentation of what learners may call: every example in it is run, as a cell. */
class LabSnippetsTest extends KernelSpec {

  private static final Path LAB = Path.of("src/main/java/interleave/lab");
  private static final Pattern SNIPPET =
      Pattern.compile("\\{@snippet :\n(.*?)\n *\\* *\\}\n *\\*( *\n|/| *\\*/)", Pattern.DOTALL);
  private static final Pattern STATIC_MEMBER =
      Pattern.compile(
          "/\\*\\*((?:(?!\\*/).)*)\\*/\\s+(?:@[^\n]*\n\\s*)*public static ([^{;]*?)\\(",
          Pattern.DOTALL);

  /** A snippet and where it stands. */
  record Snippet(String place, String code) {
    @Override
    public String toString() {
      return place;
    }
  }

  static List<Snippet> snippets() throws IOException {
    var snippets = new ArrayList<Snippet>();
    try (Stream<Path> files = Files.list(LAB)) {
      for (Path file : files.sorted().toList()) {
        String text = Files.readString(file);
        Matcher snippet = SNIPPET.matcher(text);
        while (snippet.find()) {
          int line = (int) text.substring(0, snippet.start()).lines().count();
          String code = snippet.group(1).replaceAll("(?m)^ *\\* ?", "");
          snippets.add(new Snippet(file.getFileName() + ":" + line, code));
        }
      }
    }
    return snippets;
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void completes(Snippet snippet) {
    run("log", "IO.println(\"ready\")"); // a cell that one of them speaks of
    assertThat(run(snippet.code())).as(snippet.code()).isInstanceOf(Outcome.Completed.class);
  }

  @Nested
  class Documentation {
    @Test
    void hasManyExamples() throws IOException {
      assertThat(snippets()).hasSizeGreaterThan(70);
    }

    @Test
    void ofEveryStaticMemberHasAnExampleAndSaysWhatItLeavesOut() throws IOException {
      var without = new ArrayList<String>();
      try (Stream<Path> files = Files.list(LAB)) {
        for (Path file : files.toList()) {
          Matcher member = STATIC_MEMBER.matcher(Files.readString(file));
          while (member.find()) {
            String doc = member.group(1);
            boolean refers = doc.contains("see {@link #");
            boolean ours = member.group(2).endsWith("warmUp") || member.group(2).endsWith("main");
            boolean whole =
                doc.contains("{@snippet") && doc.replaceAll("[\\s*]+", " ").contains("eaves out");
            if (!whole && !refers && !ours) {
              without.add(file.getFileName() + ": " + member.group(2));
            }
          }
        }
      }
      assertThat(without).isEmpty();
    }
  }
}
