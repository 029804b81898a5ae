package interleave.worker;

import interleave.display.MimeBundle;
import interleave.worker.Frame.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What the threads of one run printed and showed and what is not sent yet, in order. Half a line
 * waits for its other half for a moment, so that the lines of two threads do not mix.
 *
 * <p>Bounded: the head of a run goes out as it comes; after that only the tail is kept, and follows
 * when the run ends, with a line between them that says how much is missing. So nobody who prints
 * ever waits for the network or for a slow reader.
 */
final class Output {
  static final int HEAD_CHARS = 700_000;
  static final int TAIL_CHARS = 250_000;
  static final int LATE_CHARS = 250_000;

  /**
   * Big enough to be rare, small enough that dropping one at a time keeps the tail near its size.
   */
  private static final int CHUNK_CHARS = 16_000;

  private static final long HALF_LINE_NANOS = 50_000_000;

  /** With other threads about, which would print into the middle of the line. */
  private static final long CONTENDED_HALF_LINE_NANOS = 500_000_000;

  private record Source(Thread thread, boolean error) {}

  private final CellRun run;
  private final OutputPump pump;

  // A ReentrantLock, not synchronized: ten thousand virtual threads may print at once, and each
  // shall wait unmounted.
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Source, Chunk> halfLines = new HashMap<>();
  private final Deque<Object> ready = new ArrayDeque<>();
  private final Deque<Chunk> tail = new ArrayDeque<>();
  private final Set<Place> updated = new LinkedHashSet<>();
  private final RedrawPace pace = new RedrawPace();
  private @Nullable Thread lastPrinter;
  private boolean waitsForPump;
  private int headChars = HEAD_CHARS;
  private int tailChars;
  private long cutChars;
  private long cutLines;
  private boolean clearsBeforeNext;
  private final AtomicInteger screenful = new AtomicInteger();

  Output(CellRun run, OutputPump pump) {
    this.run = run;
    this.pump = pump;
  }

  void print(boolean error, String text) {
    if (text.isEmpty()) {
      return;
    }
    Thread thread = Thread.currentThread();
    lock.lock();
    try {
      clearIfDue();
      if (halfLines.isEmpty() && text.charAt(text.length() - 1) == '\n') {
        append(chunkFor(thread, error), text);
      } else {
        printHalf(thread, error, text);
      }
      wakePump();
    } finally {
      lock.unlock();
    }
  }

  /** A line of its own, whatever else the thread has begun. */
  void println(boolean error, String text) {
    Thread thread = Thread.currentThread();
    lock.lock();
    try {
      clearIfDue();
      if (halfLines.isEmpty()) {
        Chunk chunk = chunkFor(thread, error);
        append(chunk, text);
        append(chunk, "\n");
      } else {
        printHalf(thread, error, text + "\n");
      }
      wakePump();
    } finally {
      lock.unlock();
    }
  }

  void add(Event event) {
    addInOrder(event);
  }

  /** Shows a bundle in a new place. */
  Place show(String id, MimeBundle bundle) {
    lock.lock();
    try {
      clearIfDue();
      var place = new Place(run, id, screenful.get(), bundle);
      addInOrder(place);
      return place;
    } finally {
      lock.unlock();
    }
  }

  private void addInOrder(Object next) {
    lock.lock();
    try {
      clearIfDue();
      finishHalfLines(true);
      ready.add(next);
      wakePump();
    } finally {
      lock.unlock();
    }
  }

  /** Shows the bundle where the place is, instead of the one before, sent or not. */
  void update(Place place, MimeBundle bundle) {
    lock.lock();
    try {
      if (place.ofScreenful() != screenful.get()) {
        return; // cleared while the bundle was made
      }
      place.replace(bundle);
      if (place.sent()) {
        updated.add(place);
        wakePump();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes away all that was shown; what is not sent yet never will be.
   *
   * @param wait until something comes in its place
   */
  void clear(boolean wait) {
    lock.lock();
    try {
      clearsBeforeNext = true;
      if (!wait) {
        clearIfDue();
        wakePump();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Something is about to be shown; whoever asked for a clear may have waited for it. */
  void clearIfDue() {
    lock.lock();
    try {
      if (clearsBeforeNext) {
        clearsBeforeNext = false;
        screenful.incrementAndGet();
        halfLines.clear();
        ready.clear();
        tail.clear();
        updated.clear();
        headChars = run.ended() ? LATE_CHARS : HEAD_CHARS;
        tailChars = 0;
        cutChars = 0;
        cutLines = 0;
        ready.add(new Frame.Cleared());
        wakePump();
      }
    } finally {
      lock.unlock();
    }
  }

  /** How often this was cleared. */
  int screenful() {
    return screenful.get();
  }

  /** The end of the run: what was held back goes out, with a line that says what is missing. */
  void end() {
    lock.lock();
    try {
      finishHalfLines(true);
      releaseTail();
      headChars = LATE_CHARS;
      run.end();
    } finally {
      lock.unlock();
    }
  }

  /**
   * All that can be sent now; half lines only if they have waited long enough, or if {@code all} is
   * set.
   */
  List<Event> take(boolean all) {
    lock.lock();
    try {
      finishHalfLines(all);
      boolean mayRedraw = all || pace.allows();
      var events = new ArrayList<Event>(ready.size());
      if (mayRedraw || !(ready.peekFirst() instanceof Frame.Cleared)) {
        takeReady(events);
      }
      if (mayRedraw && !updated.isEmpty()) {
        updated.forEach(place -> events.add(place.updateEvent()));
        updated.clear();
      }
      pace.redrawn(events);
      waitsForPump = !halfLines.isEmpty() || !ready.isEmpty() || !updated.isEmpty();
      if (waitsForPump) {
        pump.wake(this);
      }
      return events;
    } finally {
      lock.unlock();
    }
  }

  private void takeReady(List<Event> events) {
    for (Object next : ready) {
      switch (next) {
        case Event event -> events.add(event);
        case Place place -> events.add(place.firstEvent());
        case Chunk chunk when !chunk.text.isEmpty() -> events.add(chunk.event());
        default -> {} // a chunk whose text went to the tail
      }
    }
    ready.clear();
  }

  String cell() {
    return run.cell();
  }

  private void wakePump() {
    if (!waitsForPump) {
      waitsForPump = true;
      pump.wake(this);
    }
  }

  private void printHalf(Thread thread, boolean error, String text) {
    var source = new Source(thread, error);
    Chunk half = halfLines.remove(source);
    int lines = text.lastIndexOf('\n') + 1;
    if (lines > 0) {
      Chunk chunk = chunkFor(thread, error);
      if (half != null) {
        append(chunk, half.text.toString());
      }
      append(chunk, text.substring(0, lines));
      half = null;
    }
    if (lines < text.length()) {
      if (half == null) {
        half = new Chunk(thread, error, run.ended());
      }
      half.text.append(text, lines, text.length());
      if (half.text.length() > CHUNK_CHARS) {
        append(chunkFor(thread, error), half.text.toString());
      } else {
        halfLines.put(source, half);
      }
    }
  }

  private void finishHalfLines(boolean all) {
    if (halfLines.isEmpty()) {
      return;
    }
    long now = System.nanoTime();
    boolean alone = halfLines.size() == 1;
    for (Iterator<Chunk> halves = halfLines.values().iterator(); halves.hasNext(); ) {
      Chunk half = halves.next();
      boolean contended = !alone || (lastPrinter != null && lastPrinter != half.thread);
      long patience = contended ? CONTENDED_HALF_LINE_NANOS : HALF_LINE_NANOS;
      if (all || now - half.startedNanos > patience) {
        halves.remove();
        append(chunkFor(half.thread, half.error), half.text.toString());
      }
    }
  }

  private boolean inHead() {
    return tail.isEmpty() && cutChars == 0;
  }

  /**
   * The chunk that the thread's next text belongs to: the last one if it is the thread's, else a
   * new one.
   */
  private Chunk chunkFor(Thread thread, boolean error) {
    lastPrinter = thread;
    Object last = inHead() ? ready.peekLast() : tail.peekLast();
    if (last instanceof Chunk chunk && chunk.takes(thread, error, run.ended())) {
      return chunk;
    }
    var chunk = new Chunk(thread, error, run.ended());
    if (inHead()) {
      ready.add(chunk);
    } else {
      tail.add(chunk);
    }
    return chunk;
  }

  private void append(Chunk chunk, String text) {
    if (inHead() && text.length() <= headChars) {
      headChars -= text.length();
      chunk.text.append(text);
      return;
    }
    if (run.ended()) {
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
    while (tailChars > TAIL_CHARS && tail.size() > 1) {
      Chunk oldest = tail.removeFirst();
      tailChars -= oldest.text.length();
      cut(oldest.text, oldest.text.length());
    }
  }

  private void cut(CharSequence text, int chars) {
    if (cutChars == 0) {
      ready.add(
          notice(
              run.ended()
                  ? "… this still prints a lot after its cell has ended: the rest is left out …"
                  : "… this prints a lot: the end is shown when the cell has ended …"));
    }
    cutChars += chars;
    for (int i = 0; i < chars; i++) {
      if (text.charAt(i) == '\n') {
        cutLines++;
      }
    }
  }

  private void releaseTail() {
    if (cutChars > 0) {
      ready.add(
          notice(
              String.format(
                      Locale.ROOT,
                      "… %,d lines (%,d characters) are left out here …",
                      cutLines,
                      cutChars)
                  .replace(',', '\u2009')));
    }
    ready.addAll(tail);
    tail.clear();
    tailChars = 0;
    cutChars = 0;
    cutLines = 0;
  }

  private Frame.Text notice(String text) {
    return new Frame.Text(
        true, "output", false, run.ended(), System.currentTimeMillis(), "\n" + text + "\n");
  }

  /** Text of one thread, growing. */
  private static final class Chunk {
    final Thread thread;
    final String name; // of now: the thread of cells changes its name
    final boolean error;
    final boolean late;
    final long startedNanos = System.nanoTime();
    final long epochMillis = System.currentTimeMillis();
    final StringBuilder text = new StringBuilder();

    Chunk(Thread thread, boolean error, boolean late) {
      this.thread = thread;
      this.name = Threads.name(thread);
      this.error = error;
      this.late = late;
    }

    private Chunk(Chunk before) {
      this.thread = before.thread;
      this.name = before.name;
      this.error = before.error;
      this.late = before.late;
    }

    Chunk next() {
      return new Chunk(this);
    }

    boolean takes(Thread nextThread, boolean nextError, boolean nextLate) {
      return thread == nextThread
          && error == nextError
          && late == nextLate
          && text.length() < CHUNK_CHARS;
    }

    Frame.Text event() {
      return new Frame.Text(error, name, thread.isVirtual(), late, epochMillis, text.toString());
    }
  }
}
