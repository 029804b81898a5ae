package interleave.catalog;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import interleave.notebook.Notebook;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The folder with the learner's notebooks, one .ipynb file each. */
public final class Workspace {
  private static final String ENDING = ".ipynb";

  private final Path folder;

  /** The folder need not exist: it is created with the first file. */
  public Workspace(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** A file of the list. */
  public record Entry(String name, String title, Instant modified, int cells) {}

  public Path folder() {
    return folder;
  }

  /** Why nothing can be written here and what to do, empty if it can. */
  public Optional<String> trouble() {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      return Optional.of(reason(e));
    }
    return Files.isWritable(folder)
        ? Optional.empty()
        : Optional.of(reason(new AccessDeniedException("")));
  }

  /** Newest first. A file that is no notebook is listed by its name alone. */
  public List<Entry> entries() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> name(file).isPresent())
          .map(this::entry)
          .sorted(Comparator.comparing(Entry::modified).reversed())
          .toList();
    } catch (IOException e) {
      return List.of(); // not readable now; trouble() says so when something is saved
    }
  }

  public boolean has(String name) {
    return Files.isRegularFile(file(name));
  }

  /**
   * The name as the file system spells it: where it does not tell "Scratch" from "scratch", both
   * are one notebook.
   *
   * @throws UnreadableException if no notebook may be called so
   */
  public String canonical(String name) {
    try {
      return name(file(name).toRealPath()).orElse(name);
    } catch (IOException e) {
      return Names.checked(name).orElse(name); // no such file yet
    }
  }

  /**
   * The notebook of that name, as its file says.
   *
   * @throws UnreadableException if the file is not there or is no notebook
   */
  public Notebook load(String name) {
    var file = file(name);
    try {
      return IpynbReader.read(name, new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UnreadableException("cannot read " + file.getFileName() + ": " + e.getMessage(), e);
    }
  }

  /**
   * Writes the notebook's file so that at every moment, also of a power cut, it is either the old
   * one or the new one.
   *
   * @throws IOException with a sentence for the reader
   */
  public void save(Notebook notebook) throws IOException {
    var file = file(notebook.name());
    var bytes = IpynbWriter.write(notebook);
    try {
      Files.createDirectories(folder);
      // Not createTempFile: its files can be read by their owner alone, and so could the notebook
      // then.
      var temporary = folder.resolve(".saving-" + UUID.randomUUID() + ".tmp");
      try {
        write(temporary, bytes);
        replace(temporary, file);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new IOException("cannot write " + file.getFileName() + ": " + reason(e), e);
    }
  }

  private static void write(Path temporary, byte[] bytes) throws IOException {
    try (var channel = FileChannel.open(temporary, CREATE_NEW, WRITE)) {
      var buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true); // the rename must not reach the disk before the bytes do
    }
  }

  private static void replace(Path temporary, Path file) throws IOException {
    try {
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Entry entry(Path file) {
    var name = name(file).orElseThrow();
    var modified = modified(file);
    try {
      var notebook = load(name);
      return new Entry(name, notebook.title(), modified, notebook.cells().size());
    } catch (UnreadableException e) {
      return new Entry(name, name, modified, 0);
    }
  }

  private static Instant modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      return Instant.EPOCH; // deleted since the folder was listed
    }
  }

  private static Optional<String> name(Path file) {
    var fileName = file.getFileName().toString();
    return fileName.endsWith(ENDING)
        ? Names.checked(fileName.substring(0, fileName.length() - ENDING.length()))
        : Optional.empty();
  }

  private Path file(String name) {
    var checked =
        Names.checked(name)
            .orElseThrow(() ->
                new UnreadableException(
                    "a notebook cannot be called '"
                        + name
                        + "': use letters, digits, spaces and hyphens",
                    null));
    var file = folder.resolve(checked + ENDING);
    if (!folder.equals(file.getParent())) {
      throw new UnreadableException("'" + name + "' is not in the workspace", null);
    }
    return file;
  }

  private String reason(IOException e) {
    var where = " Your text is kept here; ";
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      return folder + " is not a folder." + where + "start with --workspace and another folder.";
    }
    if (e instanceof AccessDeniedException
        || (Files.isDirectory(folder) && !Files.isWritable(folder))) {
      return "the folder is read-only."
          + where
          + "make "
          + folder
          + " writable or start with --workspace.";
    }
    if (!Files.exists(folder)) {
      return "the folder cannot be made."
          + where
          + "make "
          + folder
          + " yourself or start with --workspace and another folder.";
    }
    return e.getMessage() + "." + where + "saving is tried again.";
  }
}
