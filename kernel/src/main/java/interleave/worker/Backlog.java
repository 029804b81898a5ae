package interleave.worker;

import interleave.worker.Frame.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * What a run has shown and what is not sent yet, in order and bounded: the head of a run goes out
 * as it comes; after that only the tail is kept, and follows when the run ends or asks its reader
 * something, with a line between them that says how much is missing. So nobody who prints ever
 * waits for the network or for a slow reader.
 *
 * <p>Only with the lock of its {@link Output}.
 */
final class Backlog {
  /** System property with what the server lets a run show; three parts head, one part tail. */
  private static final int MOST_CHARS =
      Integer.getInteger("interleave.output-characters", 1_000_000);

  static final int TAIL_CHARS = MOST_CHARS / 4;
  static final int HEAD_CHARS = MOST_CHARS - TAIL_CHARS;
  static final int LATE_CHARS = TAIL_CHARS;

  /** What a value costs beside its text: it has a place of its own on the page. */
  static final int CHARS_OF_A_PLACE = 200;

  private final Deque<Entry> ready = new ArrayDeque<>();
  private final Deque<Entry> tail = new ArrayDeque<>();
  private boolean ended;
  private int headChars = HEAD_CHARS;
  private int tailChars;
  private long cutChars;
  private long cutLines;
  private long cutShown;

  /** One thing to be sent. */
  sealed interface Entry permits Chunk, Place, Single {
    int size();

    Event event();
  }

  /** What is neither text nor a value. */
  record Single(Event event, int size) implements Entry {}

  /**
   * The chunk that the thread's next text belongs to: the last one if it is the thread's, else a
   * new one.
   */
  Chunk chunkFor(Thread thread, boolean error) {
    Deque<Entry> current = inHead() ? ready : tail;
    if (current.peekLast() instanceof Chunk chunk && chunk.takes(thread, error, ended)) {
      return chunk;
    }
    var chunk = new Chunk(thread, error, ended);
    current.add(chunk);
    return chunk;
  }

  void append(Chunk chunk, String text) {
    if (inHead() && text.length() <= headChars) {
      headChars -= overwrites(text) ? 0 : text.length();
      chunk.text.append(text);
      return;
    }
    if (ended) {
      cut(text, text.length());
      return;
    }
    String kept = text;
    if (text.length() > TAIL_CHARS) {
      kept = text.substring(text.length() - TAIL_CHARS);
      cut(text, text.length() - TAIL_CHARS);
    }
    Chunk end = chunk;
    if (tail.peekLast() != chunk) {
      end = chunk.next();
      tail.add(end);
    }
    end.text.append(kept);
    tailChars += kept.length();
    cutOldest();
  }

  /** Adds what is no text. */
  void add(Entry shown) {
    if (inHead() && shown.size() <= headChars) {
      headChars -= shown.size();
      ready.add(shown);
    } else if (ended || shown.size() > TAIL_CHARS) {
      cutOne();
    } else {
      tail.add(shown);
      tailChars += shown.size();
      cutOldest();
    }
  }

  /** The run is over: from now on everything is late. */
  void end() {
    releaseTail();
    headChars = LATE_CHARS;
    ended = true;
  }

  boolean ended() {
    return ended;
  }

  /** What was held back goes out, with a line that says what is missing. */
  void releaseTail() {
    if (isCut()) {
      ready.add(notice(missing()));
    }
    ready.addAll(tail);
    forgetTail();
  }

  /** Forgets all that is not sent; what was sent is to be taken away. */
  void clear() {
    ready.clear();
    forgetTail();
    headChars = ended ? LATE_CHARS : HEAD_CHARS;
    ready.add(new Single(new Frame.Cleared(), 1));
  }

  boolean beginsWithClear() {
    return ready.peekFirst() instanceof Single(Frame.Cleared _, _);
  }

  boolean isEmpty() {
    return ready.isEmpty();
  }

  List<Event> take() {
    var events = new ArrayList<Event>(ready.size());
    for (Entry next : ready) {
      if (next.size() > 0) {
        events.add(next.event());
      }
    }
    ready.clear();
    return events;
  }

  /** A step of progress on the same line: who shows it forgets the step before. */
  private static boolean overwrites(String text) {
    return text.startsWith("\r") && text.indexOf('\n') < 0;
  }

  private boolean inHead() {
    return tail.isEmpty() && !isCut();
  }

  private void forgetTail() {
    tail.clear();
    tailChars = 0;
    cutChars = 0;
    cutLines = 0;
    cutShown = 0;
  }

  private boolean isCut() {
    return cutChars > 0 || cutShown > 0;
  }

  private void cutOldest() {
    while (tailChars > TAIL_CHARS && tail.size() > 1) {
      Entry oldest = tail.removeFirst();
      tailChars -= oldest.size();
      switch (oldest) {
        case Chunk chunk -> cut(chunk.text, chunk.size());
        case Place _, Single _ -> cutOne();
      }
    }
  }

  private void cut(CharSequence text, int chars) {
    sayOnce();
    cutChars += chars;
    for (int i = 0; i < chars; i++) {
      if (text.charAt(i) == '\n') {
        cutLines++;
      }
    }
  }

  private void cutOne() {
    sayOnce();
    cutShown++;
  }

  private void sayOnce() {
    if (!isCut()) {
      ready.add(
          notice(
              ended
                  ? "… this still shows a lot after its cell has ended: the rest is left out …"
                  : "… this shows a lot: the end follows when the cell has ended …"));
    }
  }

  private String missing() {
    var left = new ArrayList<String>();
    if (cutChars > 0) {
      left.add(
          String.format(Locale.ROOT, "%,d lines (%,d characters)", cutLines, cutChars)
              .replace(',', '\u2009'));
    }
    if (cutShown > 0) {
      left.add(
          String.format(Locale.ROOT, "%,d", cutShown).replace(',', '\u2009')
              + (cutShown == 1 ? " display" : " displays"));
    }
    return "… " + String.join(" and ", left) + " are left out here (--worker-output) …";
  }

  private Single notice(String text) {
    String line = "\n" + text + "\n";
    return new Single(
        new Frame.Text(true, "output", false, ended, System.currentTimeMillis(), line),
        line.length());
  }
}
