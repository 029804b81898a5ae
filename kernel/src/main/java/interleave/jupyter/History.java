package interleave.jupyter;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was run, one line of JSON each in a file that all kernels of a user share. It is not worth a
 * failure: where it cannot be written, this kernel remembers what it ran itself.
 *
 * <p>Each kernel is a session with a number of its own. May be used by any thread.
 */
final class History {
  private static final long MOST_BYTES = 4L << 20;

  private final Path file;
  private final List<Entry> entries = new ArrayList<>(); // guarded by this
  private int session; // guarded by this; 0 until the file has been read
  private boolean complained; // guarded by this

  private record Entry(int session, int line, String source) {}

  History(Path file) {
    this.file = file;
  }

  synchronized void add(int line, String source) {
    read();
    var entry = new Entry(session, line, source);
    entries.add(entry);
    try {
      append(entry);
    } catch (IOException e) {
      if (!complained) {
        complained = true;
        System.err.println("the history is not kept: cannot write " + file + ": " + e);
      }
    }
  }

  private void append(Entry entry) throws IOException {
    var line =
        Json.object()
                .put("session", entry.session())
                .put("line", entry.line())
                .put("source", entry.source())
            + "\n";
    // In one piece: other kernels append to the same file.
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private void read() {
    if (session > 0) {
      return;
    }
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      var old = file.resolveSibling(file.getFileName() + ".old");
      if (Files.exists(file) && Files.size(file) > MOST_BYTES) {
        Files.move(file, old, StandardCopyOption.REPLACE_EXISTING);
      }
      readLines(old);
      readLines(file);
    } catch (IOException e) {
      System.err.println("the history cannot be read: " + e);
    }
    session = 1 + entries.stream().mapToInt(Entry::session).max().orElse(0);
  }

  private void readLines(Path from) throws IOException {
    try (var lines = Files.lines(from)) {
      lines.forEach(this::readLine);
    } catch (NoSuchFileException e) {
      // Nothing yet.
    } catch (java.io.UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void readLine(String text) {
    try {
      var json = Json.MAPPER.readTree(text);
      entries.add(
          new Entry(
              json.path("session").asInt(0),
              json.path("line").asInt(0),
              json.path("source").asString("")));
    } catch (JacksonException e) {
      // A line that was cut by a full disk costs itself.
    }
  }

  /** The answer to a history_request. */
  synchronized ObjectNode answer(ObjectNode content) {
    read();
    var found =
        switch (content.path("hist_access_type").asString("tail")) {
          case "range" -> range(content);
          case "search" -> search(content);
          default -> entries;
        };
    int most = content.path("n").asInt(0);
    boolean all = most <= 0 || content.path("hist_access_type").asString("").equals("range");
    boolean outputs = content.path("output").asBoolean(false);
    var reply = Json.ok();
    var list = reply.putArray("history");
    for (var entry : all ? found : found.subList(Math.max(0, found.size() - most), found.size())) {
      var row = list.addArray().add(entry.session()).add(entry.line());
      if (outputs) {
        row.addArray().add(entry.source()).addNull(); // what it showed is not kept
      } else {
        row.add(entry.source());
      }
    }
    return reply;
  }

  private List<Entry> range(ObjectNode content) {
    int wanted = content.path("session").asInt(0);
    int of = wanted > 0 ? wanted : session + wanted;
    int start = content.path("start").asInt(0);
    int stop = content.path("stop").asInt(Integer.MAX_VALUE);
    return where(entry -> entry.session() == of && entry.line() >= start && entry.line() < stop);
  }

  private List<Entry> search(ObjectNode content) {
    var pattern = glob(content.path("pattern").asString("*"));
    var found = where(entry -> pattern.matcher(entry.source()).matches());
    if (!content.path("unique").asBoolean(false)) {
      return found;
    }
    // Of several that are the same, the last one.
    var seen = new HashSet<String>();
    return found.reversed().stream().filter(entry -> seen.add(entry.source())).toList().reversed();
  }

  private List<Entry> where(Predicate<Entry> fits) {
    return entries.stream().filter(fits).toList();
  }

  private static Pattern glob(String glob) {
    var pattern = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      pattern.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return Pattern.compile(pattern.toString(), Pattern.DOTALL);
  }
}
