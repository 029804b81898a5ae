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
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.Normalizer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder with the learner's notebooks, one .ipynb file each, and folders of them. A notebook is
 * called by its path in it, with "/" between the folders.
 *
 * <p>Other programs write here too: Jupyter, a second server, a folder that is synchronised. What
 * they have written since we last read or wrote a file is kept beside it before it is replaced.
 */
public final class Workspace {
  private static final String ENDING = ".ipynb";

  private final Path folder;

  /** Hash of what we last read from or wrote to each file that was opened. */
  private final ConcurrentMap<Path, String> known = new ConcurrentHashMap<>();

  // What changedElsewhere() has seen last, so that an unchanged file is not read each time.
  private final ConcurrentMap<Path, String> looked = new ConcurrentHashMap<>();
  private final ConcurrentMap<Path, String> lookedFor = new ConcurrentHashMap<>();
  private final ReentrantLock writing = new ReentrantLock();
  private final Revisions revisions;
  private final InstantSource clock;

  /**
   * The folder need not exist: it is created with the first file.
   *
   * @param clock tells when a revision was kept
   */
  public Workspace(Path folder, InstantSource clock) {
    this.folder = folder.toAbsolutePath().normalize();
    this.clock = clock;
    this.revisions = new Revisions(this.folder);
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
    return in(folder)
        .map(this::entry)
        .sorted(Comparator.comparing(Entry::modified).reversed())
        .toList();
  }

  /** The names of all notebooks below a folder. */
  static Stream<String> in(Path folder) {
    return files(folder, 0).flatMap(file -> name(folder, file).stream());
  }

  /** Links to folders are not followed: they may lead in a circle. */
  private static Stream<Path> files(Path in, int depth) {
    var found = new ArrayList<Path>();
    try (var all = Files.newDirectoryStream(in, file -> !isHidden(file))) {
      for (var one : all) {
        if (Files.isRegularFile(one)) {
          found.add(one);
        } else if (depth < Names.MOST_FOLDERS
            && Files.isDirectory(one, LinkOption.NOFOLLOW_LINKS)) {
          files(one, depth + 1).forEach(found::add);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Not there yet, or not readable now; trouble() says so when something is saved.
    }
    return found.stream();
  }

  private static boolean isHidden(Path file) {
    return file.getFileName().toString().startsWith(".");
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
      // The name of a link, not of what it leads to.
      var is = file(name).toRealPath(LinkOption.NOFOLLOW_LINKS);
      return name(folder.toRealPath(LinkOption.NOFOLLOW_LINKS), is).orElse(name);
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
    var bytes = read(file);
    var notebook = IpynbReader.read(name, new String(bytes, StandardCharsets.UTF_8));
    known.put(file, ContentHash.of(bytes));
    return notebook;
  }

  /** What its file says, without beginning to watch it; empty if there is none that can be read. */
  Optional<Notebook> glance(String name) {
    try {
      var file = file(name);
      return Files.isRegularFile(file)
          ? Optional.of(IpynbReader.read(name, new String(read(file), StandardCharsets.UTF_8)))
          : Optional.empty();
    } catch (UnreadableException e) {
      return Optional.empty(); // opening it says why
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UnreadableException("cannot read " + file.getFileName() + ": " + e.getMessage(), e);
    }
  }

  /**
   * Writes the notebook's file so that at every moment, also of a power cut, it is either the old
   * one or the new one.
   *
   * @throws ChangedElsewhereException if the old one is not ours. It stays, and the new one is kept
   *     among the revisions
   * @throws IOException with a sentence for the reader
   */
  public void save(Notebook notebook) throws IOException {
    var file = file(notebook.name());
    var bytes = IpynbWriter.write(notebook);
    try {
      Files.createDirectories(file.getParent());
      // Not createTempFile: its files can be read by their owner alone, and so could the notebook
      // then.
      var place = Files.isSymbolicLink(file) ? file.toRealPath() : file;
      var temporary = place.resolveSibling(".saving-" + UUID.randomUUID() + ".tmp");
      try {
        write(temporary, bytes);
        writing.lock(); // who looks at the file meanwhile must not take ours for another's
        try {
          replaceOnlyOurs(notebook.name(), file, bytes);
          replace(temporary, place);
          known.put(file, ContentHash.of(bytes));
        } finally {
          writing.unlock();
        }
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (ChangedElsewhereException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException("cannot write " + file.getFileName() + ": " + reason(e), e);
    }
  }

  /** A folder in the file's place is no text to lose: replacing it fails, and says so. */
  private void replaceOnlyOurs(String name, Path file, byte[] next) throws IOException {
    if (!Files.isRegularFile(file)) {
      return;
    }
    var old = Files.readAllBytes(file);
    var hash = ContentHash.of(old);
    if (!hash.equals(known.get(file)) && !hash.equals(ContentHash.of(next))) {
      revisions.keepUnsaved(name, next);
      throw new ChangedElsewhereException(file.getFileName() + " was changed by another program.");
    }
    try {
      revisions.keepNowAndThen(name, old, clock.instant());
    } catch (IOException e) {
      System.err.println("no revision of " + file.getFileName() + " could be kept: " + e);
    }
  }

  /** Whether the file says what we neither read nor wrote. */
  public boolean changedElsewhere(String name) {
    var file = file(name);
    if (!known.containsKey(file) || !Files.isRegularFile(file)) {
      return false;
    }
    writing.lock();
    try {
      var stamp = Files.getLastModifiedTime(file) + " " + Files.size(file);
      var ours = known.get(file);
      if (stamp.equals(looked.put(file, stamp)) && ours.equals(lookedFor.get(file))) {
        return false;
      }
      lookedFor.put(file, ours);
      return !ContentHash.of(Files.readAllBytes(file)).equals(known.get(file));
    } catch (IOException e) {
      return false; // being replaced just now: the next look tells
    } finally {
      writing.unlock();
    }
  }

  /**
   * What the file says now, whoever wrote it.
   *
   * @throws UnreadableException if it is not there or is no notebook
   */
  public Notebook onDisk(String name) {
    return IpynbReader.read(name, text(read(file(name))));
  }

  /**
   * The file may be replaced though another program has changed it: what it says is a revision now.
   *
   * @throws IOException if that could not be kept
   */
  public void keepOurs(String name) throws IOException {
    var file = file(name);
    if (Files.isRegularFile(file)) {
      var theirs = Files.readAllBytes(file);
      revisions.keep(name, theirs, clock.instant());
      known.put(file, ContentHash.of(theirs));
    }
    revisions.settle(name, clock.instant());
  }

  /**
   * What the file says now, to go on with; what the notebook says is a revision now.
   *
   * @throws IOException if that could not be kept
   */
  public Notebook takeTheirs(Notebook ours) throws IOException {
    var theirs = read(file(ours.name()));
    var notebook = IpynbReader.read(ours.name(), text(theirs));
    revisions.settle(ours.name(), clock.instant()); // older than what the notebook says now
    keep(ours);
    known.put(file(ours.name()), ContentHash.of(theirs));
    return notebook;
  }

  /**
   * What the notebook says now is a revision.
   *
   * @throws IOException if it could not be kept
   */
  public void keep(Notebook notebook) throws IOException {
    revisions.keep(notebook.name(), IpynbWriter.write(notebook), clock.instant());
  }

  public List<Revisions.Revision> revisions(String name) {
    return revisions.of(checked(name));
  }

  /**
   * What it said then.
   *
   * @throws UnreadableException if that is not kept any more
   */
  public Notebook revision(String name, String id) {
    return IpynbReader.read(name, text(revisions.read(checked(name), id)));
  }

  /**
   * Takes a file to another place, and what it said earlier with it. Nobody may be writing it. A
   * folder that has become empty goes.
   *
   * @throws IOException if it could not be moved, or something is there already
   */
  void move(String name, Path to, Path revisionsTo) throws IOException {
    writing.lock();
    try {
      var from = file(name);
      var same = Files.exists(to) && Files.isSameFile(from, to); // "Scratch" and "scratch"
      var between = same ? from.resolveSibling(".renaming-" + UUID.randomUUID()) : from;
      if (same) {
        Files.move(from, between);
      }
      Files.createDirectories(to.getParent());
      Files.move(between, to);
      var ours = known.remove(from);
      if (ours != null) {
        known.put(to, ours);
      }
      revisions.move(name, revisionsTo);
      deleteEmpty(from.getParent(), folder);
    } finally {
      writing.unlock();
    }
  }

  /** This folder and those that it is in, below {@code last}, as far as they are empty. */
  static void deleteEmpty(@Nullable Path from, Path last) throws IOException {
    try {
      for (var each = from; each != null && !each.equals(last); each = each.getParent()) {
        Files.delete(each);
      }
    } catch (DirectoryNotEmptyException e) {
      // Others are in it.
    }
  }

  Path revisionsPlace(String name) {
    return revisions.place(name);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String checked(String name) {
    return Names.checked(name)
        .orElseThrow(() -> new UnreadableException("no notebook can be called so", null));
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

  private Entry entry(String name) {
    var file = file(name);
    var modified = modified(file);
    try {
      var notebook = IpynbReader.read(name, new String(read(file), StandardCharsets.UTF_8));
      return new Entry(name, notebook.title(), modified, notebook.cells().size());
    } catch (UnreadableException e) {
      return new Entry(name, Notebook.titleOf(name), modified, 0);
    }
  }

  private static Instant modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      return Instant.EPOCH; // deleted since the folder was listed
    }
  }

  private static Optional<String> name(Path folder, Path file) {
    var parts = new StringJoiner("/");
    folder.relativize(file).forEach(part -> parts.add(part.toString()));
    var path = parts.toString();
    return path.endsWith(ENDING)
        ? Names.checked(path.substring(0, path.length() - ENDING.length()))
        : Optional.empty();
  }

  Path file(String name) {
    var checked =
        Names.checked(name)
            .orElseThrow(() ->
                new UnreadableException(
                    "a notebook cannot be called '"
                        + name
                        + "': use letters, digits, spaces and hyphens, and / behind a folder",
                    null));
    try {
      var file = folder.resolve(checked + ENDING);
      if (!file.normalize().equals(file) || !file.startsWith(folder)) {
        throw new UnreadableException("'" + name + "' is not in the workspace", null);
      }
      // From a Mac or a zip file, "ü" may come as two letters; Linux takes that for another name.
      var decomposed = folder.resolve(Normalizer.normalize(checked, Normalizer.Form.NFD) + ENDING);
      return Files.exists(file) || !Files.exists(decomposed) ? file : decomposed;
    } catch (InvalidPathException e) {
      // Linux without a UTF-8 locale has no "ü" in names of files.
      throw new UnreadableException("no file here can be called '" + name + ENDING + "'", e);
    }
  }

  private String reason(IOException e) {
    var where = " Your text is kept here; ";
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      return folder + " is not a folder." + where + "start with --workspace and another folder.";
    }
    if (e instanceof AccessDeniedException && Files.isWritable(folder)) {
      // Windows, while a virus scanner or another program reads the file.
      return "another program has the file open, or it is read-only."
          + where
          + "saving is tried again.";
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
