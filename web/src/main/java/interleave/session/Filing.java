package interleave.session;

import interleave.catalog.LessonException;
import interleave.catalog.Library;
import interleave.catalog.Shelf;
import interleave.catalog.Shelf.Deleted;
import interleave.catalog.UnreadableException;
import interleave.catalog.UnusableNameException;
import interleave.catalog.Workspace;
import interleave.notebook.Notebook;
import interleave.notebook.SavedStatus;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * New, rename, duplicate, delete and put back, for notebooks that are open as well: one that is
 * renamed goes on with its tabs and its kernel, one that is deleted is saved and ended first.
 */
public final class Filing {
  private final Library library;
  private final Sessions sessions;
  private final Shelf shelf;

  Filing(Library library, Sessions sessions, InstantSource clock) {
    this.library = library;
    this.sessions = sessions;
    this.shelf = new Shelf(library.workspace(), clock);
  }

  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  /**
   * The notebook as it is now, open or not.
   *
   * @throws UnreadableException if there is none
   */
  public Notebook notebook(String name) {
    var is = sessions.whereabouts().now(library.workspace().canonical(name));
    return sessions.found(is).map(Session::notebook).orElseGet(() -> library.look(is));
  }

  /** Every lesson, as far as the reader has changed it, then the reader's own, newest first. */
  public List<Notebook> all() {
    var names =
        Stream.concat(
            library.lessons().ids().stream(),
            library.notebooks().stream().map(Workspace.Entry::name));
    return names.flatMap(name -> readable(name).stream()).toList();
  }

  private Optional<Notebook> readable(String name) {
    try {
      return Optional.of(notebook(name));
    } catch (UnreadableException | LessonException e) {
      return Optional.empty(); // opening it says why
    }
  }

  /** Whether a lesson is called so. */
  public boolean isLesson(String name) {
    return library.lessons().ids().contains(name);
  }

  /**
   * A new, empty notebook.
   *
   * @return its name
   * @throws UnusableNameException if it cannot be called so
   * @throws IOException if it could not be written
   */
  public String create(String wanted) throws IOException {
    return sessions.whileNobodyOpens(() -> {
      var name = unused(wanted);
      shelf.create(name);
      sessions.whereabouts().isThere(name);
      return name;
    });
  }

  /**
   * A file for this notebook, by its name or, if that is taken, with a number behind it.
   *
   * @return its name
   * @throws IOException if it could not be written
   */
  public String add(Notebook notebook) throws IOException {
    return sessions.whileNobodyOpens(() -> {
      var name = free(Shelf.checked(notebook.name()));
      shelf.add(notebook.named(name));
      sessions.whereabouts().isThere(name);
      return name;
    });
  }

  /**
   * A copy that says what the notebook says now.
   *
   * @return its name
   * @throws IOException if it could not be written
   */
  public String duplicate(String name) throws IOException {
    var now = notebook(name);
    return add(now.named(now.name() + " copy"));
  }

  /**
   * Its name from now on.
   *
   * @throws UnusableNameException if it cannot be called so
   * @throws UnreadableException if there is no such notebook
   * @throws IOException if its file could not be renamed
   */
  public String rename(String name, String wanted) throws IOException {
    return sessions.whileNobodyOpens(() -> {
      var from = existing(name);
      var to = Shelf.checked(wanted);
      if (to.equals(from)) {
        return to;
      }
      if (!to.equalsIgnoreCase(from)) {
        unused(to);
      }
      var open = sessions.found(from);
      if (open.isPresent()) {
        open.get().rename(to);
        sessions.isCalled(open.get(), to);
      } else {
        shelf.rename(from, to);
      }
      sessions.whereabouts().renamed(from, to);
      return to;
    });
  }

  /**
   * Moves it to the deleted ones; if it is open, its tabs are told and its kernel ends.
   *
   * @throws UnreadableException if there is no such notebook
   * @throws IOException if that failed; it is then as before
   */
  public Deleted delete(String name) throws IOException {
    return sessions.whileNobodyOpens(() -> {
      var is = existing(name);
      var open = sessions.found(is);
      if (open.isPresent()) {
        if (open.get().notebook().saved().state() == SavedStatus.State.FAILED) {
          throw new IOException("its last changes are not saved yet, and would be lost");
        }
        boolean written = open.get().leave();
        sessions.forget(open.get());
        if (!written) {
          throw new IOException("it is still being written; try again in a moment");
        }
      }
      var gone = shelf.delete(is);
      sessions.whereabouts().deleted(is);
      return gone;
    });
  }

  /** Newest first. */
  public List<Deleted> deleted() {
    return shelf.deleted();
  }

  /**
   * Its name from now on.
   *
   * @throws UnreadableException if it is not there any more
   * @throws IOException if it could not be moved
   */
  public String restore(String id) throws IOException {
    return sessions.whileNobodyOpens(() -> {
      var name = shelf.restore(id);
      sessions.whereabouts().isThere(name);
      return name;
    });
  }

  private String existing(String name) {
    var is = sessions.whereabouts().now(library.workspace().canonical(name));
    if (!isTaken(is)) {
      throw new UnreadableException("There is no notebook “" + is + "” any more.", null);
    }
    return is;
  }

  private String unused(String wanted) {
    var name = Shelf.checked(wanted);
    if (isTaken(name)) {
      throw new UnusableNameException("There is a notebook “" + name + "” already.");
    }
    if (library.lessons().ids().contains(name)) {
      throw new UnusableNameException("A lesson is called “" + name + "”.");
    }
    return name;
  }

  /** By a file, or by a page that is open and has nothing to be saved yet. */
  private boolean isTaken(String name) {
    return library.workspace().has(name) || sessions.found(name).isPresent();
  }

  private String free(String name) {
    var candidate = name;
    for (int number = 2;
        isTaken(candidate) || library.lessons().ids().contains(candidate);
        number++) {
      candidate = name + " (" + number + ")";
    }
    return candidate;
  }
}
