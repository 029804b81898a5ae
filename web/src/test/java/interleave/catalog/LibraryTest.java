package interleave.catalog;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import interleave.kernel.CellId;
import interleave.notebook.Notebook;
import interleave.notebook.Operation.ByReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lessons and the learner's files together. */
class LibraryTest {
  private final Path folder;
  private final Library library;

  LibraryTest(@TempDir Path temporary) {
    folder = temporary.resolve("Ädas notebooks");
    library = new Library(Lessons.of(program()), new Workspace(folder, InstantSource.system()));
  }

  private static Path program() {
    return Path.of("target", "classes");
  }

  private static Notebook edited(Notebook notebook, String cell, String source) {
    return notebook
        .apply(new ByReader.EditCell(new CellId(cell), source, "tab"), java.time.Instant.EPOCH)
        .next();
  }

  @Test
  void everyLessonOfThisRepositoryCanBeRead() throws IOException {
    try (var files = Files.list(Path.of("..", "notebooks"))) {
      var written =
          files.filter(file -> file.getFileName().toString().matches("\\d\\d-.*\\.md")).count();
      assertThat(library.lessons().list()).hasSize((int) written);
    }
  }

  @Nested
  class Opening {
    @Test
    void aLessonGivesAFreshCopyAndWritesNothing() {
      var copy = library.open("02-twenty-slow-urls");

      assertThat(copy.title()).isEqualTo("Twenty slow URLs");
      assertThat(folder).doesNotExist();
    }

    @Test
    void aLessonThatWasChangedGivesTheLearnersOwn() throws IOException {
      var copy = library.open("02-twenty-slow-urls");
      library.workspace().save(edited(copy, "one-after-another", "mine();"));

      var again = library.open("02-twenty-slow-urls");
      assertThat(again.cell(new CellId("one-after-another")).orElseThrow().source())
          .isEqualTo("mine();");
      assertThat(again.origin()).isEqualTo(copy.origin());
    }

    @Test
    void aNameWithItsDotsWrittenApartOpensTheSameFile() throws IOException {
      library.workspace().save(edited(library.open("Übung"), "start-1", "mine();"));
      Files.move(
          folder.resolve("Übung.ipynb"), folder.resolve("U\u0308bung.ipynb"), REPLACE_EXISTING);

      assertThat(library.notebooks())
          .singleElement()
          .satisfies(entry ->
              assertThat(library.open(entry.name()).cells().getFirst().source())
                  .isEqualTo("mine();"));
      library.workspace().save(library.open("Übung"));
      try (var files = Files.list(folder)) {
        assertThat(files.filter(Files::isRegularFile)).hasSize(1);
      }
    }

    @Test
    void anyOtherNameGivesAnEmptyNotebook() {
      assertThat(library.open("Meine Übung").cells()).hasSize(1);
    }

    @Test
    void aMistypedLessonSuggestsTheRightOne() {
      assertThatThrownBy(() -> library.open("02-twenty-slow-url"))
          .hasMessage("no lesson '02-twenty-slow-url' (did you mean '02-twenty-slow-urls'?)");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          " ",
          "..",
          ".",
          "../x",
          "a/../b",
          "a//b",
          "/a",
          "a\\b",
          ".hidden",
          "a:b",
          "nul",
          "COM1.x",
          "lpt¹",
          "x.",
          "a\u0000b",
          " x"
        })
    void aNameThatCouldLeaveTheFolderIsRefused(String name) {
      assertThatThrownBy(() -> library.open(name)).isInstanceOf(UnreadableException.class);
    }
  }

  @Nested
  class AFileThatAnotherProgramHasChanged {
    private Path file() {
      return folder.resolve("scratch.ipynb");
    }

    private void refuses(Notebook ours) {
      assertThatThrownBy(() -> library.workspace().save(ours))
          .isInstanceOf(ChangedElsewhereException.class)
          .hasMessage("scratch.ipynb was changed by another program.");
    }

    private String start(Notebook notebook) {
      return notebook.cell(new CellId("start-1")).orElseThrow().source();
    }

    @Test
    void isNotReplacedUntilTheReaderSaysSo() throws IOException {
      var workspace = library.workspace();
      workspace.save(library.open("scratch"));
      var ours = edited(library.open("scratch"), "start-1", "ours");
      Files.writeString(file(), "theirs");
      assertThat(workspace.changedElsewhere("scratch")).isTrue();
      refuses(ours);
      refuses(ours);

      assertThat(file()).hasContent("theirs");
      var unsaved = workspace.revisions("scratch").getFirst();
      assertThat(unsaved.unsaved()).isTrue();
      assertThat(start(workspace.revision("scratch", unsaved.id()))).isEqualTo("ours");

      workspace.keepOurs("scratch");
      workspace.save(ours);
      assertThat(Files.readString(file())).contains("ours");
      assertThat(workspace.changedElsewhere("scratch")).isFalse();
      assertThat(workspace.revisions("scratch")).noneMatch(Revisions.Revision::unsaved);
      try (var kept = Files.list(folder.resolve(".revisions").resolve("scratch"))) {
        assertThat(kept).anySatisfy(copy -> assertThat(copy).hasContent("theirs"));
      }
    }

    @Test
    void isTakenWithOursKeptAmongTheRevisions() throws IOException {
      var workspace = library.workspace();
      workspace.save(library.open("scratch"));
      var ours = library.open("scratch");
      new Workspace(folder, InstantSource.system()).load("scratch");
      var other = new Workspace(folder, InstantSource.system());
      other.save(edited(other.load("scratch"), "start-1", "theirs"));

      var mine = edited(ours, "start-1", "ours");
      refuses(mine);
      assertThat(start(workspace.takeTheirs(mine))).isEqualTo("theirs");
      var newest = workspace.revisions("scratch").getFirst();
      assertThat(start(workspace.revision("scratch", newest.id()))).isEqualTo("ours");
      assertThat(workspace.changedElsewhere("scratch")).isFalse();
    }

    @Test
    void isNotReplacedEitherIfItWasNotThereWhenTheNotebookWasOpened() throws IOException {
      var ours = library.open("scratch");
      Files.createDirectories(folder);
      Files.writeString(file(), "theirs");

      refuses(ours);
    }

    @Test
    void isNotReplacedEitherIfTheListWasLookedAtMeanwhile() throws IOException {
      library.workspace().save(library.open("scratch"));
      var ours = library.open("scratch");
      Files.writeString(file(), "theirs");
      library.notebooks();

      refuses(ours);
    }

    @Test
    void isNoneAsLongAsOnlyWeWriteIt() throws IOException {
      var ours = library.open("scratch");
      library.workspace().save(ours);
      library.workspace().save(edited(ours, "start-1", "1"));
      library.workspace().save(edited(library.open("scratch"), "start-1", "2"));

      try (var files = Files.list(folder)) {
        assertThat(files.filter(Files::isRegularFile)).containsExactly(file());
      }
    }
  }

  @Nested
  @DisabledOnOs(OS.WINDOWS) // making a link needs an administrator there
  class ALinkToANotebookElsewhere {
    @Test
    void isOpenedByItsOwnNameAndStaysALink(@TempDir Path elsewhere) throws IOException {
      var target = elsewhere.resolve("original.ipynb");
      new Workspace(elsewhere, InstantSource.system())
          .save(edited(library.open("original"), "start-1", "old"));
      Files.createDirectories(folder);
      var link = Files.createSymbolicLink(folder.resolve("linked.ipynb"), target);

      var name = library.workspace().canonical("linked");
      library.workspace().save(edited(library.open(name), "start-1", "new"));

      assertThat(name).isEqualTo("linked");
      assertThat(link).isSymbolicLink();
      assertThat(Files.readString(target)).contains("new");
    }
  }

  @Nested
  class Saving {
    @Test
    void writesAFileThatSaysTheSame() throws IOException {
      var notebook = edited(library.open("Zweite Übung"), "start-1", "IO.println(\"ü\");");
      library.workspace().save(notebook);

      assertThat(library.open("Zweite Übung").cells()).isEqualTo(notebook.cells());
      NbformatRules.check(Files.readString(folder.resolve("Zweite Übung.ipynb")));
    }

    @Test
    void thatFailsLeavesTheOldFileAndNothingElse() throws IOException {
      library.workspace().save(library.open("scratch"));
      var file = folder.resolve("scratch.ipynb");
      Files.delete(file);
      Files.createDirectories(file.resolve("a folder where the file should be"));

      assertThatThrownBy(() -> library.workspace().save(library.open("scratch")))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("cannot write scratch.ipynb: ")
          .hasMessageContaining("Your text is kept here");
      try (var files = Files.list(folder)) {
        assertThat(files).containsExactly(file);
      }
    }

    @Test
    void toAPlaceThatIsNoFolderSaysSo() throws IOException {
      Files.writeString(folder, "a file");

      assertThat(library.workspace().trouble())
          .hasValueSatisfying(why ->
              assertThat(why)
                  .isEqualTo(
                      folder
                          + " is not a folder. Your text is kept here; start with --workspace and another folder."));
      assertThatThrownBy(() -> library.workspace().save(library.open("scratch")))
          .hasMessageStartingWith("cannot write scratch.ipynb: " + folder + " is not a folder.");
    }

    @Test
    void toAFolderThatCannotBeMadeSaysSo() throws IOException {
      Files.writeString(folder, "a file");
      var below = new Workspace(folder.resolve("below"), InstantSource.system());

      assertThat(below.trouble())
          .hasValueSatisfying(why ->
              assertThat(why)
                  .startsWith(
                      "the folder cannot be made. Your text is kept here; make " + below.folder()));
    }
  }

  @Nested
  class TheList {
    @Test
    void hasTheNotebooksThatAreNoCopiesOfLessons() throws IOException {
      library.workspace().save(library.open("00-welcome"));
      library.workspace().save(library.open("scratch"));
      Files.writeString(folder.resolve("broken.ipynb"), "{");
      Files.writeString(folder.resolve("notes.txt"), "no notebook");

      assertThat(library.notebooks())
          .extracting(Workspace.Entry::name)
          .containsExactlyInAnyOrder("scratch", "broken");
      assertThat(library.workspace().has("00-welcome")).isTrue();
    }

    @Test
    void isEmptyWithoutAFolder() {
      assertThat(library.notebooks()).isEmpty();
    }
  }
}
