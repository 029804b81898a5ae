package interleave.catalog;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the notebooks of a workspace said earlier: plain copies of their files in a hidden folder
 * beside them, one folder a notebook, in which there may be those of others: "a" and "a/b". They
 * are bounded in number, the oldest go first.
 */
public final class Revisions {
  private static final String FOLDER = ".revisions";
  private static final String ENDING = ".ipynb";

  /** What a notebook says that could not be saved because its file was changed elsewhere. */
  private static final String UNSAVED = "unsaved";

  private static final int MOST = 50;
  private static final Duration PAUSE = Duration.ofMinutes(5);

  private final Path folder;

  Revisions(Path workspace) {
    this.folder = workspace.resolve(FOLDER);
  }

  /**
   * One of them.
   *
   * @param id names it among those of its notebook
   * @param at when it was put here
   * @param unsaved it never was in the notebook's file
   */
  public record Revision(String id, Instant at, boolean unsaved) {}

  /** Newest first. */
  public List<Revision> of(String notebook) {
    var place = folder.resolve(notebook);
    if (!Files.isDirectory(place)) {
      return List.of();
    }
    try (var files = Files.list(place)) {
      return files
          .flatMap(file -> revision(file).stream())
          .sorted(Comparator.comparing(Revision::at).thenComparing(Revision::id).reversed())
          .toList();
    } catch (IOException e) {
      return List.of(); // not readable now: there is nothing to choose from
    }
  }

  /**
   * What it said.
   *
   * @throws UnreadableException if there is none with that id
   */
  byte[] read(String notebook, String id) {
    try {
      return Files.readAllBytes(file(notebook, id));
    } catch (NoSuchFileException e) {
      throw new UnreadableException("this revision is not kept any more", e);
    } catch (IOException e) {
      throw new UnreadableException("cannot read this revision: " + e.getMessage(), e);
    }
  }

  /** Keeps what is about to be replaced, unless the last one was kept a moment ago. */
  void keepNowAndThen(String notebook, byte[] content, Instant now) throws IOException {
    var last = of(notebook).stream().filter(one -> !one.unsaved()).findFirst();
    if (last.isEmpty() || last.get().at().plus(PAUSE).isBefore(now)) {
      keep(notebook, content, now);
    }
  }

  /** Keeps it, unless the last one says the same. */
  void keep(String notebook, byte[] content, Instant now) throws IOException {
    var hash = ContentHash.of(content);
    var kept = of(notebook).stream().filter(one -> !one.unsaved()).toList();
    if (!kept.isEmpty() && kept.getFirst().id().endsWith(hash)) {
      return;
    }
    put(file(notebook, now.toEpochMilli() + "-" + hash), content);
    for (var old : kept.stream().skip(MOST - 1L).toList()) {
      Files.deleteIfExists(file(notebook, old.id()));
    }
  }

  /** Keeps what cannot be saved now; each replaces the one before. */
  void keepUnsaved(String notebook, byte[] content) throws IOException {
    put(file(notebook, UNSAVED), content);
  }

  /** What could not be saved is one of the revisions from now on, and the next is another one. */
  void settle(String notebook, Instant now) throws IOException {
    var unsaved = file(notebook, UNSAVED);
    if (Files.isRegularFile(unsaved)) {
      keep(notebook, Files.readAllBytes(unsaved), now);
      Files.delete(unsaved);
    }
  }

  /** They are those of another notebook, or of the same by another name. */
  void move(String notebook, Path to) throws IOException {
    move(folder.resolve(notebook), to);
  }

  /** One by one: there may be some of a notebook that somebody has deleted by other means. */
  static void move(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from) || (Files.exists(to) && Files.isSameFile(from, to))) {
      return;
    }
    Files.createDirectories(to);
    try (var files = Files.list(from)) {
      for (var file : files.filter(file -> revision(file).isPresent()).toList()) {
        Files.move(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    try {
      Files.delete(from);
    } catch (DirectoryNotEmptyException e) {
      // Of notebooks in a folder of the same name.
    }
  }

  Path place(String notebook) {
    return folder.resolve(notebook);
  }

  private static void put(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent());
    var temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      Files.write(temporary, content);
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private Path file(String notebook, String id) {
    if (!id.equals(UNSAVED) && !id.matches("\\d{1,15}-[0-9a-f]{16}")) {
      throw new UnreadableException("there is no revision '" + id + "'", null);
    }
    return folder.resolve(notebook).resolve(id + ENDING);
  }

  private static Optional<Revision> revision(Path file) {
    var name = file.getFileName().toString();
    if (name.equals(UNSAVED + ENDING)) {
      try {
        return Optional.of(
            new Revision(UNSAVED, Files.getLastModifiedTime(file).toInstant(), true));
      } catch (IOException e) {
        return Optional.empty(); // gone meanwhile
      }
    }
    return name.matches("\\d{1,15}-[0-9a-f]{16}\\.ipynb")
        ? Optional.of(
            new Revision(
                name.substring(0, name.length() - ENDING.length()),
                Instant.ofEpochMilli(Long.parseLong(name.substring(0, name.indexOf('-')))),
                false))
        : Optional.empty();
  }
}
