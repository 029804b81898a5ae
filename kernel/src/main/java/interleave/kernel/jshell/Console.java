package interleave.kernel.jshell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a worker's Java itself writes, such as why it cannot start. Nobody reads this while all is
 * well: what the learner's code prints comes by the wire.
 */
final class Console {
  private static final int KEPT_LINES = 20;
  private static final int KEPT_CHARACTERS = 500;
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final Process process;
  private final Thread reader;
  private final Deque<String> lines = new ArrayDeque<>(); // guarded by itself

  Console(Process process) {
    this.process = process;
    this.reader =
        Thread.ofPlatform()
            .name("worker " + process.pid() + " console")
            .daemon()
            .unstarted(this::read);
  }

  void start() {
    reader.start();
  }

  /** The last lines as a sentence that begins with a space; empty if there are none. */
  String lastWords() {
    if (!process.isAlive()) {
      awaitEnd();
    }
    synchronized (lines) {
      return lines.isEmpty() ? "" : " Its last words: " + String.join(" ", lines);
    }
  }

  // A process that ended may have left something in the pipe. Not for ever: a process that it
  // started may hold the pipe open.
  private void awaitEnd() {
    try {
      reader.join(LAST_WORDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try (var text =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = text.readLine(); line != null; line = text.readLine()) {
        keep(line.length() <= KEPT_CHARACTERS ? line : line.substring(0, KEPT_CHARACTERS) + "…");
      }
    } catch (IOException e) {
      // The process ended, and its pipe with it.
    }
  }

  private void keep(String line) {
    synchronized (lines) {
      if (lines.size() == KEPT_LINES) {
        lines.removeFirst();
      }
      lines.add(line);
    }
  }
}
