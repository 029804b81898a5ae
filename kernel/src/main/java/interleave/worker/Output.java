package interleave.worker;

import interleave.display.MimeBundle;
import interleave.worker.Frame.Event;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the threads of one run printed and showed, on its way to the {@link Backlog}: text by way of
 * {@link HalfLines}, values and events as they come.
 */
final class Output {
  private final CellRun run;
  private final OutputPump pump;

  // A ReentrantLock, not synchronized: ten thousand virtual threads may print at once, and each
  // shall wait unmounted.
  private final ReentrantLock lock = new ReentrantLock();
  private final Backlog backlog = new Backlog();
  private final Questions questions = new Questions();
  private final HalfLines halfLines = new HalfLines(backlog);
  private final Set<Place> updated = new LinkedHashSet<>();
  private final RedrawPace pace = new RedrawPace();
  private final AtomicInteger screenful = new AtomicInteger();
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
      halfLines.print(thread, error, text);
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
      halfLines.println(thread, error, text);
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
      halfLines.finish(thread);
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
      questions.ask(request, halfLines.prompt(thread));
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
        halfLines.append(prompt.thread, false, line);
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
      halfLines.finishOld(true);
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
      halfLines.finishOld(all);
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
}
