package interleave.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The kernel and the notebooks under Jupyter's own libraries. What is expected stands in the Python
 * files beside: {@code web/src/test/jupyter}.
 */
class JupyterIT {
  private static final Path LESSONS = Path.of("..", "notebooks");

  @TempDir private static Path folder;
  private static Path data;
  private static Python python;

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    python = Python.with("jupyter_client", "nbclient", "nbconvert", "nbformat");
    data = folder.resolve("jupyter data ä");
    assertThat(Python.interleave(data, 0, "jupyter", "install")).contains("It works");
  }

  @TestFactory
  Stream<DynamicTest> conformance() throws IOException {
    return run("conformance.py");
  }

  @TestFactory
  Stream<DynamicTest> notebooks() throws IOException, InterruptedException {
    var written = Files.createDirectories(folder.resolve("notebooks"));
    var lesson = LESSONS.resolve("02-twenty-slow-urls.md").toString();
    var out = written.resolve("02-twenty-slow-urls.ipynb");
    Python.interleave(data, 0, "run", lesson, "-o", out.toString());
    // Its cell "mistake" is one on purpose.
    var welcome = LESSONS.resolve("00-welcome.md").toString();
    assertThat(
            Python.interleave(
                data, 1, "run", welcome, "-o", written.resolve("00-welcome.ipynb").toString()))
        .contains("(mistake), line 1: incompatible types");
    return run("notebooks.py", written.toString());
  }

  @Test
  void whatRanInPlaceDiffersInNothingButWhatItShowed() throws IOException, InterruptedException {
    var file = folder.resolve("in place.ipynb");
    Files.writeString(file, FOREIGN);
    Python.interleave(data, 0, "run", file.toString(), "--timeout=2m");
    assertThat(Files.readString(file)).isEqualTo(FOREIGN.replace("\"41\"", "\"42\""));
  }

  @Test
  void aCellThatTakesTooLongIsStoppedAndNamed() throws IOException, InterruptedException {
    var file = folder.resolve("endless.md");
    Files.writeString(file, "# Endless\n\n```{code-cell} java\nwhile (true) {}\n```\n");
    assertThat(Python.interleave(data, 1, "run", file.toString(), "--timeout=1s"))
        .contains("cell 1 (cell-2)", "longer than --timeout");
    assertThat(folder.resolve("endless.ipynb")).exists();
  }

  @Test
  void whatIsUninstalledIsGone() throws IOException, InterruptedException {
    var prefix = folder.resolve("prefix");
    Python.interleave(data, 0, "jupyter", "install", "--prefix", prefix.toString());
    var spec = prefix.resolve(Path.of("share", "jupyter", "kernels", "interleave"));
    assertThat(spec.resolve("kernel.json")).exists();
    Python.interleave(data, 0, "jupyter", "uninstall", "--prefix", prefix.toString());
    assertThat(spec).doesNotExist();
    assertThat(Python.interleave(data, 0, "jupyter", "uninstall", "--prefix", prefix.toString()))
        .contains("Nothing to remove");
  }

  /** One test for each line that the script prints. */
  private static Stream<DynamicTest> run(String script, String... arguments) throws IOException {
    var words = new ArrayList<>(List.of(Python.SCRIPTS.resolve(script).toString()));
    words.addAll(List.of(arguments));
    var errors = folder.resolve(script + ".txt");
    var process =
        python.builder(data, words.toArray(String[]::new)).redirectError(errors.toFile()).start();
    try (var reader = process.inputReader()) {
      var lines = reader.lines().toList();
      assertThat(lines).as("what the script said: %s", Files.readString(errors)).isNotEmpty();
      return lines.stream()
          .map(line ->
              DynamicTest.dynamicTest(
                  Python.text(line, "test").orElseThrow(),
                  () -> assertThat(Python.text(line, "problem")).isEmpty()));
    }
  }

  /** As another program wrote it. */
  private static final String FOREIGN =
      """
      {
       "cells": [
        {
         "attachments": {
          "a.png": {
           "image/png": "iVBORw0KGgo="
          }
         },
         "cell_type": "markdown",
         "id": "5d1f",
         "metadata": {
          "tags": [
           "intro"
          ]
         },
         "source": [
          "![a](attachment:a.png)"
         ]
        },
        {
         "cell_type": "raw",
         "id": "r4w",
         "metadata": {
          "format": "text/latex"
         },
         "source": [
          "\\\\LaTeX"
         ]
        },
        {
         "cell_type": "code",
         "execution_count": 1,
         "id": "c0de",
         "metadata": {
          "other": {
           "unknown": [
            1,
            2.50
           ]
          }
         },
         "outputs": [
          {
           "data": {
            "text/plain": [
             "41"
            ]
           },
           "execution_count": 1,
           "metadata": {},
           "output_type": "execute_result"
          }
         ],
         "source": [
          "6 * 7"
         ]
        }
       ],
       "metadata": {
        "interleave": {
         "format": 1
        },
        "kernelspec": {
         "display_name": "Java 25 (Interleave)",
         "language": "java",
         "name": "interleave"
        },
        "language_info": {
         "name": "java"
        },
        "widgets": {
         "kept": true
        }
       },
       "nbformat": 4,
       "nbformat_minor": 5
      }
      """;
}
