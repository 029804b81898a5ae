package interleave.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import interleave.display.MimeBundle;
import interleave.kernel.CellId;
import interleave.kernel.Diagnostic;
import interleave.kernel.Failure;
import interleave.kernel.KernelEvent.Stream;
import interleave.notebook.Bin;
import interleave.notebook.Binned;
import interleave.notebook.Cell;
import interleave.notebook.Cell.CodeCell;
import interleave.notebook.Cell.MarkdownCell;
import interleave.notebook.Fold;
import interleave.notebook.Foreign;
import interleave.notebook.Notebook;
import interleave.notebook.Origin;
import interleave.notebook.Output;
import interleave.notebook.RunState;
import interleave.timeline.Bar;
import interleave.timeline.Precision;
import interleave.timeline.State;
import interleave.timeline.ThreadLife;
import interleave.timeline.Timeline;
import interleave.timeline.Totals;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Notebooks as .ipynb files, and back. */
class IpynbTest {

  /** As Jupyter writes it: text as lists of lines, keys sorted, indented by one. */
  private static final String PYTHON =
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
          "# Zürich\\n",
          "![a](attachment:a.png)"
         ]
        },
        {
         "cell_type": "code",
         "execution_count": 3,
         "id": "f00",
         "metadata": {
          "collapsed": false,
          "interleave": {
           "note": "unknown to us"
          }
         },
         "outputs": [
          {
           "name": "stdout",
           "output_type": "stream",
           "text": [
            "one\\n",
            "two"
           ]
          },
          {
           "data": {
            "application/json": {
             "a": [
              1,
              2.50
             ]
            },
            "text/plain": [
             "{'a': [1, 2.5]}"
            ]
           },
           "execution_count": 3,
           "metadata": {},
           "output_type": "execute_result"
          },
          {
           "data": {
            "image/png": [
             "iVBORw0KGgo=\\n"
            ]
           },
           "metadata": {
            "image/png": {
             "width": 640
            }
           },
           "output_type": "display_data"
          },
          {
           "ename": "ZeroDivisionError",
           "evalue": "division by zero",
           "output_type": "error",
           "traceback": [
            "\\u001b[31mZeroDivisionError\\u001b[39m: division by zero"
           ]
          },
          {
           "output_type": "from_the_future",
           "what": "ever"
          }
         ],
         "source": []
        },
        {
         "cell_type": "raw",
         "id": "raw-1",
         "metadata": {
          "format": "text/latex"
         },
         "source": [
          "\\\\newpage"
         ]
        }
       ],
       "metadata": {
        "authors": [
         {
          "name": "Ada"
         }
        ],
        "interleave": {
         "format": 1
        },
        "kernelspec": {
         "display_name": "Python 3",
         "language": "python",
         "name": "python3"
        },
        "language_info": {
         "name": "python",
         "version": "3.13.1"
        }
       },
       "nbformat": 4,
       "nbformat_minor": 5
      }
      """;

  private static Notebook read(String text) {
    return IpynbReader.read("story", text);
  }

  private static String write(Notebook notebook) {
    return new String(IpynbWriter.write(notebook), StandardCharsets.UTF_8);
  }

  private static Notebook withOutputs(Output... outputs) {
    var cell =
        new CodeCell(
            new CellId("a"), "a();\n", new RunState.Idle(7), List.of(outputs), Foreign.NONE);
    return Notebook.of("story", "story", Optional.empty(), List.of(cell), Foreign.NONE);
  }

  private static List<Output> outputs(Notebook notebook) {
    return ((CodeCell) notebook.cells().getFirst()).outputs();
  }

  @Nested
  class OfAnotherProgram {
    @Test
    void survivesARoundTripToTheByte() {
      assertThat(write(read(PYTHON))).isEqualTo(PYTHON);
    }

    @Test
    void showsItsOutputsAsWellAsWeCan() {
      var outputs = ((CodeCell) read(PYTHON).cells().get(1)).outputs();

      assertThat(outputs.get(0))
          .isEqualTo(new Output.Text(Stream.OUT, "", false, false, "one\ntwo"));
      assertThat(outputs.get(1)).isInstanceOf(Output.Display.class);
      assertThat(outputs.get(3))
          .isInstanceOfSatisfying(
              Output.Imported.class,
              error ->
                  assertThat(error.shown().text())
                      .isEqualTo("ZeroDivisionError: division by zero"));
    }

    @Test
    void takesItsTitleFromTheFirstHeading() {
      assertThat(read(PYTHON).title()).isEqualTo("Zürich");
    }

    @Test
    void withoutIdsGetsSome() {
      var old =
          PYTHON.replace("\"id\": \"5d1f\",", "").replace("\"id\": \"f00\",", "\"id\": \"raw-1\",");

      assertThat(read(old).cells())
          .extracting(cell -> cell.id().value())
          .containsExactly("cell-1", "raw-1", "cell-3");
    }

    @Test
    void ofAnOlderFormatSaysWhatToDo() {
      assertThatThrownBy(() -> read("{\"cells\": [], \"nbformat\": 3}"))
          .isInstanceOf(UnreadableException.class)
          .hasMessage(
              "story.ipynb is not a notebook we can read: expected nbformat 4, found 3; open and save it in Jupyter once");
    }

    @Test
    void thatIsNoJsonSaysWhere() {
      assertThatThrownBy(() -> read("{\n\"cells\": [\n"))
          .isInstanceOf(UnreadableException.class)
          .hasMessageStartingWith("story.ipynb is not a notebook we can read: line 3: ");
    }
  }

  @Nested
  class OfOurs {
    private static final Failure FAILURE =
        new Failure(
            "java.lang.IllegalStateException",
            "no page",
            List.of(
                new Failure.Frame(new CellId("a"), 2, "fetchTogether"),
                new Failure.Frame(null, 0, "java.util.List.of")),
            new Failure("java.io.IOException", null, List.of(), null, List.of()),
            List.of(new Failure("java.lang.Error", "x", List.of(), null, List.of())));

    private static Output display(boolean result) {
      var forms = new LinkedHashMap<String, String>();
      forms.put(MimeBundle.COMPARISON, "{\"limitMs\":200.0,\"ways\":[]}");
      forms.put("text/html", "<b>1</b>\n<i>2</i>");
      forms.put("text/plain", "1\n2");
      return new Output.Display(result, new MimeBundle(forms));
    }

    private static final Bar WAIT = new Bar(State.WAITING, 0, 201_000_000, "socket");

    private static final List<Output> EVERY_KIND =
        List.of(
            new Output.Text(Stream.ERR, "fetch-3", true, true, "zwanzig\nÜbergänge\n"),
            display(false),
            display(true),
            new Output.Failed(null, FAILURE),
            new Output.Failed("fetch-3", FAILURE),
            new Output.Threads(
                Timeline.of(
                    List.of(
                        new ThreadLife(
                            "fetch-3",
                            true,
                            new ThreadLife.Belonging(1, "virtual threads", false),
                            Precision.EXACT,
                            0,
                            201_000_000,
                            false, // those that go on end with their Java
                            Totals.of(List.of(WAIT)),
                            List.of(WAIT))),
                    2,
                    "")),
            new Output.Diagnostics(
                List.of(
                    new Diagnostic(
                        Diagnostic.Severity.WARNING,
                        "compiler.warn.x",
                        "odd\n  symbol: y",
                        "spell it",
                        new Diagnostic.Position(1, 2),
                        new Diagnostic.Position(1, 5)))),
            new Output.Notice("Your text and outputs are kept."));

    @Test
    void keepsEveryKindOfOutput() {
      var notebook = withOutputs(EVERY_KIND.toArray(Output[]::new));

      assertThat(outputs(read(write(notebook)))).isEqualTo(EVERY_KIND);
    }

    @Test
    void writesTheSameBytesEachTime() {
      var once = write(withOutputs(EVERY_KIND.toArray(Output[]::new)));

      assertThat(write(read(once))).isEqualTo(once);
    }

    @Test
    void followsEveryRuleOfTheFormat() {
      NbformatRules.check(write(withOutputs(EVERY_KIND.toArray(Output[]::new))));
      NbformatRules.check(
          write(
              Notebook.of(
                  "n",
                  "n",
                  Optional.empty(),
                  List.of(MarkdownCell.of(new CellId("m"), "")),
                  Foreign.NONE)));
    }

    @Test
    void keepsTheLessonItIsACopyOf() {
      var origin = Optional.of(new Origin("02-twenty-slow-urls", "abc"));
      var notebook = Notebook.of("n", "n", origin, List.of(), Foreign.NONE);

      assertThat(read(write(notebook)).origin()).isEqualTo(origin);
    }

    @Test
    void keepsTheBinAndWhatIsFoldedInJupyterLabsWords() {
      Cell folded = CodeCell.of(new CellId("a"), "1").withFolds(Set.of(Fold.SOURCE, Fold.OUTPUTS));
      Cell section = MarkdownCell.of(new CellId("m"), "# M").withFolds(Set.of(Fold.SECTION));
      var bin =
          new Bin(
              List.of(
                  new Binned(CodeCell.of(new CellId("gone"), "2"), new CellId("a"), 0),
                  new Binned(MarkdownCell.of(new CellId("top"), "text"), null, 0)));
      var notebook =
          Notebook.of("n", "M", Optional.empty(), List.of(section, folded), Foreign.NONE)
              .withBin(bin);

      var text = new String(IpynbWriter.write(notebook), StandardCharsets.UTF_8);
      assertThat(text)
          .contains("\"jp-MarkdownHeadingCollapsed\": true")
          .contains("\"outputs_hidden\": true")
          .contains("\"source_hidden\": true");
      NbformatRules.check(text);
      var read = IpynbReader.read("n", text);
      assertThat(read.bin()).isEqualTo(bin);
      assertThat(read.cells()).containsExactly(section, folded);
      assertThat(IpynbWriter.write(read)).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void keepsTheNumberOfTheLastRun() {
      Cell cell = read(write(withOutputs())).cells().getFirst();

      assertThat(((CodeCell) cell).run()).isEqualTo(new RunState.Idle(7));
    }

    @Test
    void thatJupyterHasRunMeanwhileBelievesTheFileAndNotOurFacts() {
      var text = write(withOutputs(new Output.Failed("fetch-3", FAILURE)));
      var changed = text.replace("\"evalue\": \"no page\"", "\"evalue\": \"another one\"");

      assertThat(outputs(read(changed)))
          .singleElement()
          .isInstanceOfSatisfying(
              Output.Imported.class,
              imported -> assertThat(imported.original().text()).contains("another one"));
    }

    @Test
    void savesADisplayAsItWasLastAndWithoutItsPlace() {
      var shown = new Output.Display(false, "1.1", MimeBundle.text("20 of 20"));
      var text = write(withOutputs(shown));

      NbformatRules.check(text);
      assertThat(outputs(read(text)))
          .containsExactly(new Output.Display(false, MimeBundle.text("20 of 20")));
    }

    @Test
    void savesAValueThatOnlyClaimsToBeJson() {
      var forms = new LinkedHashMap<String, String>();
      forms.put("application/json", "{not json");
      forms.put("text/plain", "x");
      var text = write(withOutputs(new Output.Display(false, new MimeBundle(forms))));

      NbformatRules.check(text);
      assertThat(text).contains("\"application/json\": \"{not json\"");
    }
  }
}
