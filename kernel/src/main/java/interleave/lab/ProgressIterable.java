package interleave.lab;

import java.util.Collection;
import java.util.Iterator;

/** Elements with a bar for each time that a loop goes through them. */
record ProgressIterable<T>(String label, Iterable<T> elements) implements Iterable<T> {

  @Override
  public Iterator<T> iterator() {
    long total = elements instanceof Collection<?> all ? all.size() : Progress.UNKNOWN;
    Iterator<T> each = elements.iterator();
    Progress bar = new Progress(label, total).shown();
    return new Iterator<>() {
      private boolean given;

      @Override
      public boolean hasNext() {
        countGiven();
        if (each.hasNext()) {
          return true;
        }
        bar.finish();
        return false;
      }

      @Override
      public T next() {
        countGiven();
        T next = each.next();
        given = true;
        return next;
      }

      // An element is done when the loop asks for the next one.
      private void countGiven() {
        if (given) {
          given = false;
          bar.step();
        }
      }
    };
  }
}
