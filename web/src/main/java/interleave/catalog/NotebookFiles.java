package interleave.catalog;

import static java.util.stream.Collectors.joining;

import interleave.display.MimeBundle;
import interleave.notebook.Cell;
import interleave.notebook.Cell.CodeCell;
import interleave.notebook.Notebook;
import interleave.notebook.Output;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Single notebooks, wherever they lie. */
public final class NotebookFiles {
  private static final String IPYNB = ".ipynb";
  private static final String MARKDOWN = ".md";

  private NotebookFiles() {}

  /**
   * The notebook in an .ipynb file, or in a .md file of MyST Markdown.
   *
   * @throws UnreadableException if there is none, or it is no notebook
   * @throws LessonException if it is a lesson with mistakes in it
   */
  public static Notebook read(Path file) {
    var name = file.getFileName().toString();
    checkEnding(name);
    return read(name, text(file));
  }

  private static Notebook read(String name, String text) {
    if (name.endsWith(IPYNB)) {
      return IpynbReader.read(without(name, IPYNB), text);
    }
    return LessonReader.isLesson(name)
        ? LessonReader.read(name, text).copy()
        : MystReader.read(without(name, MARKDOWN), text);
  }

  /**
   * The notebook in a file that was sent, with a name that a notebook may have.
   *
   * @throws UnreadableException if it is none; the message says what was expected, and where
   * @throws LessonException if it is a lesson with mistakes in it
   */
  public static Notebook read(String fileName, byte[] content) {
    var name = fileName.replaceAll("\\.IPYNB$", IPYNB).replaceAll("\\.MD$", MARKDOWN);
    checkEnding(name);
    var notebook = read(name, text(name, content));
    return notebook.named(Names.like(notebook.name()));
  }

  private static void checkEnding(String name) {
    if (!name.endsWith(IPYNB) && !name.endsWith(MARKDOWN)) {
      throw new UnreadableException(
          "a notebook is an .ipynb file or a .md file, found: " + name, null);
    }
  }

  private static String text(String name, byte[] content) {
    var bytes = ByteBuffer.wrap(content);
    var text = CharBuffer.allocate(content.length + 1);
    var end = StandardCharsets.UTF_8.newDecoder().decode(bytes, text, true);
    if (end.isError()) {
      throw new UnreadableException(
          name + " is not text in UTF-8: byte " + (bytes.position() + 1) + " begins no letter",
          null);
    }
    return text.flip().toString().replaceFirst("^\uFEFF", "");
  }

  /** The notebook as the bytes of an .ipynb file. */
  public static byte[] ipynb(Notebook notebook) {
    return IpynbWriter.write(notebook);
  }

  /** The notebook as MyST Markdown, without its outputs. */
  public static String markdown(Notebook notebook) {
    return MystWriter.write(notebook);
  }

  /** Where {@link #write} puts the notebook of that file if nobody says otherwise. */
  public static Path besides(Path file) {
    var name = file.getFileName().toString();
    return name.endsWith(MARKDOWN) ? file.resolveSibling(without(name, MARKDOWN) + IPYNB) : file;
  }

  /** As an .ipynb file. Nothing is written if it says the same already. */
  public static void write(Notebook notebook, Path file) throws IOException {
    var bytes = IpynbWriter.write(notebook);
    if (!Files.isRegularFile(file) || !java.util.Arrays.equals(Files.readAllBytes(file), bytes)) {
      Files.write(file, bytes);
    }
  }

  /** Whether its author says that this cell fails, in the words of nbclient. */
  public static boolean mayFail(Cell cell) {
    for (var tag : FileJson.parse(cell.foreign()).path("metadata").path("tags")) {
      if (tag.asString("").equals("raises-exception")) {
        return true;
      }
    }
    return false;
  }

  /** Why the cell failed, as lines for a terminal: the place first. */
  public static String failure(Notebook notebook, CodeCell cell) {
    int number =
        1 + notebook.cells().stream().filter(CodeCell.class::isInstance).toList().indexOf(cell);
    return CellFailure.of(cell, "cell " + number + " (" + cell.id() + ")");
  }

  /** What an output says, for who cannot draw it. */
  public static String text(Output output) {
    var plain = FileOutputs.plain(output, null);
    return plain.path("traceback").isArray()
        ? plain
            .path("traceback")
            .valueStream()
            .map(line -> line.asString(""))
            .collect(joining("\n"))
        : FileJson.joined(plain.path("data").path(MimeBundle.TEXT));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new UnreadableException("there is no " + file, e);
    } catch (IOException e) {
      throw new UnreadableException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static String without(String name, String ending) {
    return name.substring(0, name.length() - ending.length());
  }
}
