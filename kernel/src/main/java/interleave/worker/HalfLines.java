package interleave.worker;

import interleave.display.TerminalText;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes lines of what threads print and gives them to the {@link Backlog}. Half a line waits for
 * its other half for a moment, so that the lines of two threads do not mix; and it is the prompt of
 * a thread that reads next.
 *
 * <p>Only with the lock of its {@link Output}.
 */
final class HalfLines {
  private static final long PATIENCE_NANOS = 50_000_000;

  /** With other threads about, which would print into the middle of the line. */
  private static final long CONTENDED_PATIENCE_NANOS = 500_000_000;

  private record Source(Thread thread, boolean error) {}

  private final Backlog backlog;
  private final Map<Source, Chunk> halves = new HashMap<>();
  private @Nullable Thread lastPrinter;

  HalfLines(Backlog backlog) {
    this.backlog = backlog;
  }

  boolean isEmpty() {
    return halves.isEmpty();
  }

  void clear() {
    halves.clear();
  }

  void print(Thread thread, boolean error, String text) {
    if (halves.isEmpty() && text.charAt(text.length() - 1) == '\n') {
      append(thread, error, text);
      return;
    }
    var source = new Source(thread, error);
    Chunk half = halves.remove(source);
    int lines = text.lastIndexOf('\n') + 1;
    if (lines > 0) {
      Chunk chunk = chunkFor(thread, error);
      if (half != null) {
        backlog.append(chunk, TerminalText.shortened(half.text.toString()));
      }
      backlog.append(chunk, text.substring(0, lines));
      half = null;
    }
    if (lines < text.length()) {
      if (half == null) {
        half = newChunk(thread, error);
      }
      half.text.append(text, lines, text.length());
      if (half.text.length() <= Chunk.MOST_CHARS || settle(half)) {
        halves.put(source, half);
      } else {
        append(thread, error, half.text.toString());
      }
    }
  }

  /** A line of its own, without its end. */
  void println(Thread thread, boolean error, String line) {
    if (halves.isEmpty()) {
      Chunk chunk = chunkFor(thread, error);
      backlog.append(chunk, line);
      backlog.append(chunk, "\n");
    } else {
      print(thread, error, line + "\n");
    }
  }

  /** What is printed past the lines, behind all that is there. */
  void append(Thread thread, boolean error, String text) {
    backlog.append(chunkFor(thread, error), text);
  }

  /** What the thread has begun to print; empty if nothing. It is no line any more. */
  Chunk prompt(Thread thread) {
    Chunk prompt = halves.remove(new Source(thread, false));
    return prompt == null ? newChunk(thread, false) : prompt;
  }

  /** What the thread has begun stays as it is. */
  void finish(Thread thread) {
    finish(halves.remove(new Source(thread, false)));
    finish(halves.remove(new Source(thread, true)));
  }

  /** Those that have waited long enough stay as they are; every one if {@code all} is set. */
  void finishOld(boolean all) {
    if (halves.isEmpty()) {
      return;
    }
    long now = System.nanoTime();
    boolean alone = halves.size() == 1;
    for (Iterator<Chunk> next = halves.values().iterator(); next.hasNext(); ) {
      Chunk half = next.next();
      boolean contended = !alone || (lastPrinter != null && lastPrinter != half.thread);
      long patience = contended ? CONTENDED_PATIENCE_NANOS : PATIENCE_NANOS;
      if (all || now - half.startedNanos > patience) {
        next.remove();
        finish(half);
      }
    }
  }

  private void finish(@Nullable Chunk half) {
    if (half != null) {
      append(half.thread, half.error, TerminalText.shortened(half.text.toString()));
    }
  }

  private Chunk newChunk(Thread thread, boolean error) {
    return new Chunk(thread, error, backlog.ended());
  }

  private Chunk chunkFor(Thread thread, boolean error) {
    lastPrinter = thread;
    return backlog.chunkFor(thread, error);
  }

  /** Forgets what the line has overwritten; false if that does not make it much shorter. */
  private static boolean settle(Chunk half) {
    String settled = TerminalText.shortened(half.text.toString());
    half.text.setLength(0);
    half.text.append(settled);
    return settled.length() < Chunk.MOST_CHARS / 2;
  }
}
