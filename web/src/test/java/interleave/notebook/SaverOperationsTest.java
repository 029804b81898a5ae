package interleave.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.kernel.CellId;
import interleave.notebook.Operation.ByReader;
import interleave.notebook.Operation.BySaver;
import interleave.notebook.SavedStatus.State;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What follows from what became of the file. */
class SaverOperationsTest {

  private static Story edited(String source) {
    return Story.of("a").then(new ByReader.EditCell(new CellId("a"), source, Story.TAB));
  }

  @Test
  void aChangeIsUnsavedAtFirst() {
    assertThat(edited("new").notebook().saved().state()).isEqualTo(State.UNSAVED);
  }

  @Nested
  class Saved {
    @Test
    void ofTheNewestVersionIsSaved() {
      var story = edited("new");
      story.then(new BySaver.Saved(story.notebook().version(), Story.NOON));

      assertThat(story.notebook().saved())
          .isEqualTo(new SavedStatus(State.SAVED, Story.NOON, null));
      assertThat(story.effects()).isEmpty();
    }

    @Test
    void ofAnOlderVersionLeavesTheNewerOneUnsaved() {
      var story = edited("new");
      long written = story.notebook().version();
      story
          .then(new ByReader.EditCell(new CellId("a"), "newer", Story.TAB))
          .then(new BySaver.Saved(written, Story.NOON));

      assertThat(story.notebook().saved())
          .isEqualTo(new SavedStatus(State.UNSAVED, Story.NOON, null));
    }
  }

  @Nested
  class SaveFailed {
    @Test
    void saysWhyAndKeepsTheTimeOfTheLastGoodFile() {
      var story = edited("new");
      story
          .then(new BySaver.Saved(story.notebook().version(), Story.NOON))
          .then(new ByReader.EditCell(new CellId("a"), "newer", Story.TAB))
          .then(new BySaver.SaveFailed("the disk is full"));

      assertThat(story.notebook().saved())
          .isEqualTo(new SavedStatus(State.FAILED, Story.NOON, "the disk is full"));
    }

    @Test
    void keepsItsReasonWhileTheReaderGoesOnTyping() {
      var story =
          edited("new")
              .then(new BySaver.SaveFailed("the disk is full"))
              .then(new ByReader.EditCell(new CellId("a"), "newer", Story.TAB));

      assertThat(story.notebook().saved().state()).isEqualTo(State.FAILED);
      assertThat(story.effects()).containsExactly(new Effect.Save());
    }
  }

  @Nested
  class ChangedElsewhere {
    @Test
    void staysUntilTheReaderHasChosenWhateverIsTyped() {
      var story = edited("new").then(new BySaver.ChangedElsewhere());
      story.then(new ByReader.EditCell(new CellId("a"), "newer", Story.TAB));

      assertThat(story.notebook().saved().state()).isEqualTo(State.CHANGED);
    }

    @Test
    void endsWithOursToBeWritten() {
      var story = edited("new").then(new BySaver.ChangedElsewhere()).then(new BySaver.KeepOurs());

      assertThat(story.notebook().saved().state()).isEqualTo(State.UNSAVED);
      assertThat(story.effects()).containsExactly(new Effect.Save());
      assertThat(story.source("a")).isEqualTo("new");
    }

    @Test
    void endsWithTheirsAndUndoGivesOursBack() {
      var theirs = Story.of("b", "a").notebook().cells();
      var story = edited("new").then(new BySaver.ChangedElsewhere());
      story.then(new BySaver.Become(theirs));

      assertThat(story.notebook().cells().stream().map(Cell::source)).containsExactly("b", "a");
      assertThat(story.effects()).contains(new Effect.Save());

      story.then(new ByReader.Undo());
      assertThat(story.notebook().cells().stream().map(Cell::source)).containsExactly("new");
    }
  }
}
