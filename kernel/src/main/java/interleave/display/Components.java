package interleave.display;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The components of records, read by their accessors, which learners may have written. */
final class Components {
  private Components() {}

  /** Whether code outside of its package may read the record. */
  static boolean areReadable(Class<?> kind) {
    RecordComponent[] components = kind.getRecordComponents();
    return components.length > 0
        && Arrays.stream(components)
            .allMatch(component -> component.getAccessor().trySetAccessible());
  }

  /** The value, or a sentence that says why there is none. */
  static @Nullable Object read(RecordComponent component, Object row) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(row);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (!Faults.isOfTheValue(cause)) {
        throw Faults.passedOn(cause);
      }
      return Faults.described(row, component.getName() + "()", cause);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("accessor was made accessible, yet is not: " + component, e);
    }
  }
}
