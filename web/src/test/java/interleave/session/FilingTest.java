package interleave.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import interleave.catalog.Lessons;
import interleave.catalog.Library;
import interleave.catalog.UnreadableException;
import interleave.catalog.UnusableNameException;
import interleave.catalog.Workspace;
import interleave.kernel.CellId;
import interleave.notebook.Change;
import interleave.notebook.KernelStatus;
import interleave.notebook.Operation.ByReader;
import interleave.notebook.SavedStatus;
import interleave.session.Saver.Pace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of notebooks, while these are open or not. */
class FilingTest {
  private static final CellId CELL = new CellId("start-1");

  private final Path folder;
  private final Library library;
  private final Sessions sessions;
  private final Filing filing;

  FilingTest(@TempDir Path folder) {
    this.folder = folder;
    library =
        new Library(
            new Lessons(Path.of("..", "notebooks")), new Workspace(folder, InstantSource.system()));
    var slow =
        new Pace(
            Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofDays(1), Duration.ofDays(1));
    sessions =
        new Sessions(library, new FakeKernels(), InstantSource.system(), Optional.empty(), slow);
    filing = sessions.filing();
  }

  @AfterEach
  void close() {
    sessions.close();
  }

  private static void edit(Session session, String source) {
    session.submit(new ByReader.EditCell(CELL, source, "tab"));
  }

  private void awaitInFile(String name, String text) {
    var file = folder.resolve(name + ".ipynb");
    Patience.until(() -> Files.isRegularFile(file) && says(file, text), text + " in " + name);
  }

  private static boolean says(Path file, String text) {
    try {
      return Files.readString(file).contains(text);
    } catch (IOException e) {
      return false; // being replaced
    }
  }

  private Stream<String> names() {
    return library.notebooks().stream().map(Workspace.Entry::name);
  }

  @Nested
  class ANewOne {
    @Test
    void isAFileAtOnce() throws IOException {
      assertThat(filing.create("  Plans für morgen ")).isEqualTo("Plans für morgen");
      assertThat(names()).containsExactly("Plans für morgen");
      assertThat(sessions.open("Plans für morgen").notebook().cells()).hasSize(1);
    }

    @Test
    void cannotHaveANameThatIsTaken() throws IOException {
      filing.create("Plans");
      assertThatThrownBy(() -> filing.create("Plans"))
          .isInstanceOf(UnusableNameException.class)
          .hasMessage("There is a notebook “Plans” already.");
      assertThatThrownBy(() -> filing.create("02-twenty-slow-urls"))
          .hasMessage("A lesson is called “02-twenty-slow-urls”.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a//b", "a/", "../a", "..", "con", "x:y"})
    void cannotHaveANameThatNoFileMayHave(String name) {
      assertThatThrownBy(() -> filing.create(name)).isInstanceOf(UnusableNameException.class);
    }
  }

  @Nested
  class ARename {
    @Test
    void takesTheFileAndItsRevisionsAlong() throws IOException {
      filing.create("Plans");
      library.workspace().keep(library.open("Plans"));
      filing.rename("Plans", "Ideas");
      assertThat(names()).containsExactly("Ideas");
      assertThat(library.workspace().revisions("Ideas")).hasSize(1);
      assertThat(library.workspace().revisions("Plans")).isEmpty();
    }

    @Test
    void lettersAloneMayChange() throws IOException {
      filing.create("plans");
      assertThat(filing.rename("plans", "Plans")).isEqualTo("Plans");
      assertThat(names()).containsExactly("Plans");
    }

    @Test
    void ofAnOpenOneLetsItGoOnAndNeverWritesTheOldFileAgain() throws IOException {
      filing.create("Plans");
      var session = sessions.open("Plans");
      var tab = Tab.on(session);
      session.submit(new ByReader.RunCell(CELL, "print one"));
      for (int i = 0; i < 20; i++) {
        edit(session, "text " + i); // some are still on their way to the disk, by the old name
      }
      filing.rename("Plans", "Ideas");
      edit(session, "typed after it");

      tab.sees(
          change ->
              change instanceof Change.NameChanged(var name, var title)
                  && name.equals("Ideas")
                  && title.equals("Ideas"),
          "the new name");
      awaitInFile("Ideas", "typed after it");
      assertThat(names()).containsExactly("Ideas");
      assertThat(sessions.open("Ideas")).isSameAs(session);
      assertThat(sessions.open("Plans")).as("for a page that was asleep").isSameAs(session);
      assertThat(session.notebook().kernel().state()).isNotEqualTo(KernelStatus.State.NONE);
      Patience.until(
          () -> session.notebook().saved().state() == SavedStatus.State.SAVED, "the save");
    }

    @Test
    void toATakenNameChangesNothing() throws IOException {
      filing.create("Plans");
      filing.create("Ideas");
      var session = sessions.open("Plans");
      assertThatThrownBy(() -> filing.rename("Plans", "Ideas"))
          .isInstanceOf(UnusableNameException.class);
      edit(session, "mine");
      awaitInFile("Plans", "mine");
      assertThat(names()).containsExactlyInAnyOrder("Plans", "Ideas");
    }

    @Test
    void leavesTheOldNameFreeForANewOne() throws IOException {
      filing.create("Plans");
      filing.rename("Plans", "Ideas");
      filing.create("Plans");
      assertThat(sessions.open("Plans").name()).isEqualTo("Plans");
      assertThat(names()).containsExactlyInAnyOrder("Plans", "Ideas");
    }
  }

  @Nested
  class ADuplicate {
    @Test
    void saysWhatTheOpenNotebookSaysNow() throws IOException {
      filing.create("Plans");
      var session = sessions.open("Plans");
      edit(session, "not saved yet");
      Patience.until(
          () -> session.notebook().cells().getFirst().source().equals("not saved yet"), "the edit");
      assertThat(filing.duplicate("Plans")).isEqualTo("Plans copy");
      assertThat(filing.duplicate("Plans")).isEqualTo("Plans copy (2)");
      awaitInFile("Plans copy", "not saved yet");
    }

    @Test
    void ofALessonIsANotebookOfOnesOwn() throws IOException {
      var copy = filing.duplicate("02-twenty-slow-urls");
      assertThat(copy).isEqualTo("02-twenty-slow-urls copy");
      assertThat(names()).containsExactly(copy);
    }
  }

  @Nested
  class ADeletedOne {
    @Test
    void canBePutBackWithItsRevisions() throws IOException {
      filing.create("Plans");
      library.workspace().keep(library.open("Plans"));
      var gone = filing.delete("Plans");
      assertThat(names()).isEmpty();
      assertThat(filing.deleted()).containsExactly(gone);
      filing.create("Plans");
      assertThat(library.workspace().revisions("Plans")).isEmpty();
      filing.delete("Plans");

      assertThat(filing.restore(gone.id())).isEqualTo("Plans");
      assertThat(library.workspace().revisions("Plans")).hasSize(1);
      assertThat(filing.deleted()).hasSize(1);
    }

    @Test
    void comesBackByAnotherNameIfItsOwnIsTaken() throws IOException {
      filing.create("Plans");
      var gone = filing.delete("Plans");
      filing.create("Plans");
      assertThat(filing.restore(gone.id())).isEqualTo("Plans (2)");
      assertThatThrownBy(() -> filing.restore(gone.id())).isInstanceOf(UnreadableException.class);
    }

    @Test
    void thatIsOpenIsSavedAndEndedAndNeverWrittenAgain() throws IOException {
      filing.create("Plans");
      var session = sessions.open("Plans");
      var tab = Tab.on(session);
      edit(session, "the last words");
      var gone = filing.delete("Plans");
      edit(session, "typed too late");

      tab.hears(Message.Deleted.class);
      assertThat(names()).isEmpty();
      assertThatThrownBy(() -> sessions.connect("Plans", new Tab("asleep").client()))
          .isInstanceOf(UnreadableException.class)
          .hasMessageContaining("was deleted");

      filing.restore(gone.id());
      assertThat(sessions.open("Plans").notebook().cells().getFirst().source())
          .isEqualTo("the last words");
    }
  }
}
