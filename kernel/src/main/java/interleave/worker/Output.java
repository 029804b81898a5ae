package interleave.worker;

import interleave.display.MimeBundle;
import interleave.display.TerminalText;
import interleave.worker.Frame.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What the threads of one run printed and showed, on its way to the {@link Backlog}. Half a line
 * waits for its other half for a moment, so that the lines of two threads do not mix; and it is the
 * prompt of a thread that reads next.
 */
final class Output {
  private static final long HALF_LINE_NANOS = 50_000_000;

  /** With other threads about, which would print into the middle of the line. */
  private static final long CONTENDED_HALF_LINE_NANOS = 500_000_000;

  private record Source(Thread thread, boolean error) {}

  private final CellRun run;
  private final OutputPump pump;

  // A ReentrantLock, not synchronized: ten thousand virtual threads may print at once, and each
  // shall wait unmounted.
  private final ReentrantLock lock = new ReentrantLock();
  private final Backlog backlog = new Backlog();
  private final Questions questions = new Questions();
  private final Map<Source, Chunk> halfLines = new HashMap<>();
  private final Set<Place> updated = new LinkedHashSet<>();
  private final RedrawPace pace = new RedrawPace();
  private final AtomicInteger screenful = new AtomicInteger();
  private @Nullable Thread lastPrinter;
  private boolean waitsForPump;
  private boolean clearsBeforeNext;

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
        backlog.append(chunkFor(thread, error), text);
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
        backlog.append(chunk, text);
        backlog.append(chunk, "\n");
      } else {
        printHalf(thread, error, text + "\n");
      }
      wakePump();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Tells something after what the calling thread has printed.
   *
   * @param chars about as many as it takes to show it
   */
  void add(Event event, int chars) {
    addInOrder(new Backlog.Single(event, Backlog.CHARS_OF_A_PLACE + chars));
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

  private void addInOrder(Backlog.Entry next) {
    Thread thread = Thread.currentThread();
    lock.lock();
    try {
      clearIfDue();
      finishHalfLine(new Source(thread, false));
      finishHalfLine(new Source(thread, true));
      backlog.add(next);
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
        updated.clear();
        backlog.clear();
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

  /** The thread waits for a line of the reader's; what it has begun to print is its prompt. */
  void ask(long request, Thread thread) {
    lock.lock();
    try {
      clearIfDue();
      Chunk prompt = halfLines.remove(new Source(thread, false));
      questions.ask(request, prompt == null ? newChunk(thread, false) : prompt);
      wakePump();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The thread waits no more.
   *
   * @param typed what the reader is to see behind the prompt, with the end of the line
   */
  void answered(long request, String typed) {
    lock.lock();
    try {
      Chunk prompt = questions.answered(request);
      String line = prompt.text + typed;
      if (!line.isEmpty()) {
        backlog.append(chunkFor(prompt.thread, false), line);
      }
      wakePump();
    } finally {
      lock.unlock();
    }
  }

  /** The end of the run: what was held back goes out. */
  void end() {
    lock.lock();
    try {
      finishHalfLines(true);
      backlog.end();
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
      List<Event> asked = questions.take();
      if (!asked.isEmpty()) {
        backlog.releaseTail(); // a reader who is asked something must see what led to it
      }
      boolean mayRedraw = all || pace.allows();
      List<Event> events =
          mayRedraw || !backlog.beginsWithClear() ? backlog.take() : new ArrayList<>();
      if (mayRedraw && !updated.isEmpty()) {
        updated.forEach(place -> events.add(place.updateEvent()));
        updated.clear();
      }
      events.addAll(asked);
      pace.redrawn(events);
      waitsForPump = !halfLines.isEmpty() || !backlog.isEmpty() || !updated.isEmpty();
      if (waitsForPump) {
        pump.wake(this);
      }
      return events;
    } finally {
      lock.unlock();
    }
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

  private Chunk newChunk(Thread thread, boolean error) {
    return new Chunk(thread, error, backlog.ended());
  }

  private Chunk chunkFor(Thread thread, boolean error) {
    lastPrinter = thread;
    return backlog.chunkFor(thread, error);
  }

  private void printHalf(Thread thread, boolean error, String text) {
    var source = new Source(thread, error);
    Chunk half = halfLines.remove(source);
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
        halfLines.put(source, half);
      } else {
        backlog.append(chunkFor(thread, error), half.text.toString());
      }
    }
  }

  /** Forgets what the line has overwritten; false if that does not make it much shorter. */
  private static boolean settle(Chunk half) {
    String settled = TerminalText.shortened(half.text.toString());
    half.text.setLength(0);
    half.text.append(settled);
    return settled.length() < Chunk.MOST_CHARS / 2;
  }

  private void finishHalfLine(Source source) {
    Chunk half = halfLines.remove(source);
    if (half != null) {
      finish(half);
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
        finish(half);
      }
    }
  }

  private void finish(Chunk half) {
    backlog.append(chunkFor(half.thread, half.error), TerminalText.shortened(half.text.toString()));
  }
}
