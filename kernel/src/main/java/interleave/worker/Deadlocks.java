package interleave.worker;

import interleave.timeline.Deadlock;
import interleave.timeline.Deadlock.Party;
import interleave.timeline.SourceLine;
import interleave.worker.Locks.Held;
import interleave.worker.Locks.Seen;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for threads that wait for each other's locks in a circle. All of them are blocked, so
 * nobody else needs to be looked at; and as nobody of them can go on, a circle that was seen is
 * there to stay.
 */
final class Deadlocks {
  /** More would take longer to look at than a cell should have to wait. */
  private static final int MOST_LOOKED_AT = 1_000;

  private final Set<Long> told = new HashSet<>();

  /** A circle that has not been told of before, and the first of its threads. */
  record Found(Thread first, Deadlock deadlock) {}

  Optional<Found> find(Collection<Thread> blocked) {
    Map<Thread, Seen> seen = new LinkedHashMap<>();
    IdentityHashMap<Object, Thread> holders = new IdentityHashMap<>();
    blocked.stream()
        .filter(thread -> !told.contains(thread.threadId()))
        .limit(MOST_LOOKED_AT)
        .forEach(thread -> {
          Seen look = Locks.look(thread);
          if (look != null && look.wanted() != null) {
            seen.put(thread, look);
            look.held().forEach(held -> holders.put(held.lock(), thread));
          }
        });
    for (Seen start : seen.values()) {
      List<Seen> circle = circle(start, seen, holders);
      if (!circle.isEmpty()) {
        circle.forEach(party -> told.add(party.thread().threadId()));
        return Optional.of(new Found(circle.getFirst().thread(), deadlock(circle)));
      }
    }
    return Optional.empty();
  }

  /** From a thread to the one that it waits for and so on, if that leads back; else nothing. */
  private static List<Seen> circle(
      Seen start, Map<Thread, Seen> seen, IdentityHashMap<Object, Thread> holders) {
    var way = new ArrayList<Seen>();
    for (Seen next = start; next != null; next = holder(next, seen, holders)) {
      int before = way.indexOf(next);
      if (before >= 0) {
        return way.subList(before, way.size());
      }
      way.add(next);
    }
    return List.of();
  }

  private static @Nullable Seen holder(
      Seen waiting, Map<Thread, Seen> seen, IdentityHashMap<Object, Thread> holders) {
    Object lock = waiting.wanted();
    Thread holder = Locks.holderOf(lock);
    if (holder == null) {
      holder = holders.get(lock);
    }
    return holder == null ? null : seen.get(holder);
  }

  private static Deadlock deadlock(List<Seen> circle) {
    var names = new LockNames();
    var parties = new ArrayList<Party>();
    for (int i = 0; i < circle.size(); i++) {
      Seen party = circle.get(i);
      Object has = circle.get((i + circle.size() - 1) % circle.size()).wanted();
      parties.add(
          new Party(
              Threads.name(party.thread()),
              party.thread().isVirtual(),
              names.of(party.wanted()),
              LineLook.line(party.stack().toArray(StackTraceElement[]::new)),
              names.of(has),
              tookIn(party, has)));
    }
    return new Deadlock(parties);
  }

  @SuppressWarnings("ReferenceEquality") // a lock is the object, not what it is equal to
  private static @Nullable SourceLine tookIn(Seen party, @Nullable Object lock) {
    for (Held held : party.held()) {
      if (held.lock() == lock && held.at() != null) {
        return LineLook.line(held.at());
      }
    }
    return null;
  }
}
