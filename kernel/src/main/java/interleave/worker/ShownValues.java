package interleave.worker;

import interleave.display.Display;
import interleave.display.OpenEnded;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The values that a run has shown, as long as it runs: the last of them is not shown again as its
 * value, and those that grow are told of its end. Bounded, as a loop may show millions; then the
 * older ones are forgotten.
 */
final class ShownValues {
  private static final int MOST_VALUES = 1_000;

  private final Set<Object> values = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<OpenEnded> growing = new LinkedHashSet<>();
  private boolean ended;

  synchronized void add(Object value, Display place) {
    if (ended) {
      return;
    }
    if (values.size() >= MOST_VALUES) {
      values.clear();
    }
    values.add(value);
    values.add(place);
    if (value instanceof OpenEnded bar) {
      if (growing.size() == MOST_VALUES) {
        growing.remove(growing.iterator().next());
      }
      growing.add(bar);
    }
  }

  synchronized boolean contains(Object value) {
    return values.contains(value);
  }

  synchronized void forget() {
    values.clear();
    growing.clear();
  }

  /** Called before {@link #end}. */
  void cellEnded(boolean early) {
    List<OpenEnded> told;
    synchronized (this) {
      told = new ArrayList<>(growing);
    }
    told.forEach(bar -> bar.cellEnded(early));
  }

  synchronized void end() {
    ended = true;
    forget();
  }
}
