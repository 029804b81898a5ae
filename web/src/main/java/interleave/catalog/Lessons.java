package interleave.catalog;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The lessons of a folder, read anew each time: an author who edits one sees it with the next
 * click. In the runnable jar the folder lies inside the jar, which is a file system like any other.
 */
public final class Lessons {
  private final Path folder;

  public Lessons(Path folder) {
    this.folder = folder;
  }

  /**
   * The lessons that came with the program.
   *
   * @param program its jar, or the folder of its classes
   */
  public static Lessons of(Path program) {
    try {
      return new Lessons(
          Files.isDirectory(program)
              ? program.resolve("notebooks")
              // Never closed: it is read as long as the server lives.
              : FileSystems.newFileSystem(program).getPath("/notebooks"));
    } catch (IOException e) {
      throw new UnreadableException("cannot open " + program + ": " + e.getMessage(), e);
    }
  }

  /** All that can be read, in the order of the course. */
  public List<Lesson> list() {
    return files().stream().map(this::readable).flatMap(Optional::stream).toList();
  }

  public List<String> ids() {
    return files().stream().map(Lessons::id).toList();
  }

  /**
   * The lesson of that id.
   *
   * @throws LessonException if it is there and has mistakes
   */
  public Optional<Lesson> find(String id) {
    return files().stream().filter(file -> id(file).equals(id)).findFirst().map(Lessons::read);
  }

  /** Whether an author may be writing here: the lessons lie in a folder and not in a jar. */
  public boolean isFolder() {
    return folder.getFileSystem().equals(FileSystems.getDefault());
  }

  /** Differs if the lesson's file was written since; empty if there is none. */
  public Optional<String> stamp(String id) {
    try {
      var file = folder.resolve(id + ".md");
      return Optional.of(Files.getLastModifiedTime(file) + " " + Files.size(file));
    } catch (IOException | InvalidPathException e) {
      return Optional.empty(); // gone, or an editor is writing it anew
    }
  }

  /** The first line of the lesson's file that tools would write otherwise; empty if none. */
  public Optional<Mistake> rewritten(String id) {
    return files().stream()
        .filter(file -> id(file).equals(id))
        .findFirst()
        .flatMap(file -> LessonWriter.difference(file.getFileName().toString(), text(file)));
  }

  /** The lesson of that id if it can be read; one with mistakes in it cannot. */
  public Optional<Lesson> readable(String id) {
    return files().stream().filter(file -> id(file).equals(id)).findFirst().flatMap(this::readable);
  }

  private Optional<Lesson> readable(Path file) {
    try {
      return Optional.of(read(file));
    } catch (LessonException | UnreadableException e) {
      return Optional.empty(); // opening it shows the mistakes
    }
  }

  private static Lesson read(Path file) {
    return LessonReader.read(file.getFileName().toString(), text(file));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UnreadableException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private List<Path> files() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> LessonReader.isLesson(file.getFileName().toString()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UnreadableException("cannot read " + folder + ": " + e.getMessage(), e);
    }
  }

  private static String id(Path file) {
    var name = file.getFileName().toString();
    return name.substring(0, name.length() - ".md".length());
  }
}
