package interleave.notebook;

import interleave.notebook.Operation.BySaver;
import interleave.notebook.SavedStatus.State;

/** What follows from what became of the file. */
final class SaverRules {
  private SaverRules() {}

  static void apply(Draft draft, BySaver operation) {
    switch (operation) {
      // An older version on disk is progress too, but the reader has typed since: not saved yet.
      case BySaver.Saved(var version, var at) ->
          draft.saved(
              new SavedStatus(version == draft.version() ? State.SAVED : State.UNSAVED, at, null));
      case BySaver.SaveFailed(var reason) ->
          draft.saved(new SavedStatus(State.FAILED, draft.saved().at(), reason));
      case BySaver.ChangedElsewhere _ ->
          draft.saved(new SavedStatus(State.CHANGED, draft.saved().at(), null));
      case BySaver.KeepOurs _ -> saveAgain(draft);
      case BySaver.Become(var cells) -> {
        new Arrangement(draft, new Kernels(draft)).become(cells);
        saveAgain(draft);
      }
      case BySaver.Renamed(var name) -> draft.rename(name);
    }
  }

  private static void saveAgain(Draft draft) {
    draft.saved(new SavedStatus(State.UNSAVED, draft.saved().at(), null));
    draft.toBeSaved();
  }
}
