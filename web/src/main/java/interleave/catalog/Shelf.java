package interleave.catalog;

import interleave.kernel.CellId;
import interleave.notebook.Cell.CodeCell;
import interleave.notebook.Foreign;
import interleave.notebook.Notebook;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Makes, renames, copies and deletes the files of a workspace. What is deleted is moved to a hidden
 * folder beside them, with its revisions, and stays there until somebody empties that folder.
 *
 * <p>Knows nothing of sessions: whoever has a notebook open must not be writing it meanwhile.
 */
public final class Shelf {
  private static final String FOLDER = ".deleted";
  private static final String ENDING = ".ipynb";
  private static final String REVISIONS = ".revisions"; // as no notebook and no folder is called

  private final Workspace workspace;
  private final InstantSource clock;

  public Shelf(Workspace workspace, InstantSource clock) {
    this.workspace = workspace;
    this.clock = clock;
  }

  /**
   * A deleted notebook.
   *
   * @param id names it among the deleted ones
   */
  public record Deleted(String id, String name, Instant at) {}

  /**
   * The name as a file gets it.
   *
   * @throws UnusableNameException if no notebook may be called so
   */
  public static String checked(String name) {
    return Names.checked(name.strip())
        .orElseThrow(() ->
            new UnusableNameException(
                name.isBlank()
                    ? "A notebook needs a name."
                    : "A notebook cannot be called “"
                        + name
                        + "”: use letters, digits, spaces and hyphens, and no \\ : * ? \" < > |; what is before a / is"
                        + " a folder."));
  }

  /** The name itself, or with the first number behind it by which no notebook is called. */
  public String free(String name) {
    var candidate = name;
    for (int number = 2; workspace.has(candidate); number++) {
      candidate = name + " (" + number + ")";
    }
    return candidate;
  }

  /**
   * A new notebook with one empty cell.
   *
   * @throws UnusableNameException if there is one of that name
   */
  public void create(String name) throws IOException {
    var first = CodeCell.of(new CellId("start-1"), "");
    add(Notebook.of(name, Notebook.titleOf(name), Optional.empty(), List.of(first), Foreign.NONE));
  }

  /**
   * A file for this notebook.
   *
   * @throws UnusableNameException if there is one of that name
   */
  public void add(Notebook notebook) throws IOException {
    add(notebook.name(), IpynbWriter.write(notebook));
  }

  /**
   * A file with this content.
   *
   * @throws UnusableNameException if there is one of that name
   */
  void add(String name, byte[] content) throws IOException {
    var file = workspace.file(name);
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      throw taken(name);
    }
  }

  /**
   * Does nothing if there is no file yet.
   *
   * @throws UnusableNameException if there is one of the new name
   */
  public void rename(String from, String to) throws IOException {
    if (!workspace.has(from)) {
      return;
    }
    try {
      workspace.move(from, workspace.folder().resolve(to + ENDING), workspace.revisionsPlace(to));
    } catch (FileAlreadyExistsException e) {
      throw taken(to);
    }
  }

  private static UnusableNameException taken(String name) {
    return new UnusableNameException("There is a notebook “" + name + "” already.");
  }

  /** Moves it to the deleted ones. */
  public Deleted delete(String name) throws IOException {
    var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    long number = at.toEpochMilli();
    while (Files.exists(place(String.valueOf(number)))) {
      number++;
    }
    var id = String.valueOf(number);
    workspace.move(name, place(id).resolve(name + ENDING), place(id).resolve(REVISIONS));
    return new Deleted(id, name, at);
  }

  /** Newest first. */
  public List<Deleted> deleted() {
    var folder = workspace.folder().resolve(FOLDER);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var places = Files.list(folder)) {
      return places
          .flatMap(place -> deleted(place).stream())
          .sorted(Comparator.comparing(Deleted::at).reversed())
          .toList();
    } catch (IOException e) {
      return List.of(); // not readable now: there is nothing to choose from
    }
  }

  private static Optional<Deleted> deleted(Path place) {
    var id = place.getFileName().toString();
    if (!id.matches("\\d{1,15}")) {
      return Optional.empty();
    }
    return Workspace.in(place)
        .findFirst()
        .map(name -> new Deleted(id, name, Instant.ofEpochMilli(Long.parseLong(id))));
  }

  /**
   * Puts a deleted notebook back, by another name if its own is taken now.
   *
   * @return its name
   * @throws UnreadableException if it is not there any more
   */
  public String restore(String id) throws IOException {
    var one =
        deleted().stream()
            .filter(each -> each.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new UnreadableException("it is not among the deleted ones", null));
    var name = free(one.name());
    var place = place(id);
    var file = place.resolve(one.name() + ENDING);
    var to = workspace.folder().resolve(name + ENDING);
    Files.createDirectories(to.getParent());
    Files.move(file, to);
    Revisions.move(place.resolve(REVISIONS), workspace.revisionsPlace(name));
    Workspace.deleteEmpty(file.getParent(), workspace.folder().resolve(FOLDER));
    return name;
  }

  private Path place(String id) {
    return workspace.folder().resolve(FOLDER).resolve(id);
  }
}
