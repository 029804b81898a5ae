package interleave.worker;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a cell calls its locks: the name of a variable, {@code forks[2]}, {@code from.lock}. Runs no
 * code of the learner's to find it: that could wait for the very lock.
 */
final class LockNames {
  private static final int DEEPEST = 3;
  private static final int MOST_OBJECTS = 10_000;

  private final IdentityHashMap<Object, String> found = new IdentityHashMap<>();
  private final IdentityHashMap<Object, String> numbered = new IdentityHashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();

  LockNames() {
    for (Class<?> type : Agent.instrumentation().getAllLoadedClasses()) {
      String name = type.getName();
      if (CellLoader.isCells(name) && CellLoader.wrapperOf(name).equals(name)) {
        fields(type, null, "", 0); // JShell keeps variables in fields of its wrappers
      }
    }
  }

  /** The name, or the kind of lock with a number. */
  String of(@Nullable Object lock) {
    if (lock == null) {
      return "a lock";
    }
    String name = found.get(lock);
    return name != null ? name : numbered.computeIfAbsent(lock, this::number);
  }

  private String number(Object lock) {
    Class<?> type = lock.getClass();
    Class<?> outer = type.getEnclosingClass();
    // ReentrantLock$NonfairSync is what a ReentrantLock is made of.
    String kind =
        outer != null && type.getClassLoader() == null
            ? outer.getSimpleName()
            : type.getSimpleName();
    return kind + " " + counts.merge(kind, 1, Integer::sum);
  }

  private void fields(Class<?> type, @Nullable Object of, String prefix, int depth) {
    for (Field field : type.getDeclaredFields()) {
      boolean isStatic = Modifier.isStatic(field.getModifiers());
      if (isStatic == (of == null) && !field.getType().isPrimitive()) {
        try {
          field.setAccessible(true);
          value(field.get(of), prefix + field.getName(), depth);
        } catch (IllegalAccessException | RuntimeException | LinkageError e) {
          // Then the lock has a number.
        }
      }
    }
  }

  private void value(@Nullable Object value, String name, int depth) {
    if (value == null || depth > DEEPEST || found.size() >= MOST_OBJECTS) {
      return;
    }
    if (found.putIfAbsent(value, name) != null) {
      return;
    }
    Class<?> type = value.getClass();
    if (value instanceof Object[] array) {
      for (int i = 0; i < Math.min(array.length, 1_000); i++) {
        value(Array.get(array, i), name + "[" + i + "]", depth + 1);
      }
    } else if (isPlainList(type)) {
      List<?> list = new ArrayList<>((List<?>) value);
      for (int i = 0; i < Math.min(list.size(), 1_000); i++) {
        value(list.get(i), name + ".get(" + i + ")", depth + 1);
      }
    } else if (CellLoader.isCells(type.getName())) {
      fields(type, value, name + ".", depth + 1);
    } else if (type.getPackageName().equals("java.util.concurrent.locks")) {
      synchronizer(value, type, name);
    }
  }

  /** Who waits for a lock is parked on its synchronizer. */
  private void synchronizer(Object lock, Class<?> type, String name) {
    for (Class<?> next = type; next != null; next = next.getSuperclass()) {
      for (Field field : next.getDeclaredFields()) {
        if (field.getName().equals("sync")) {
          try {
            field.setAccessible(true);
            Object sync = field.get(lock);
            if (sync != null) {
              found.putIfAbsent(sync, name);
            }
          } catch (IllegalAccessException | RuntimeException e) {
            // Then the lock has a number.
          }
        }
      }
    }
  }

  private static boolean isPlainList(Class<?> type) {
    String name = type.getName();
    return type == ArrayList.class
        || name.startsWith("java.util.ImmutableCollections$List")
        || name.equals("java.util.Arrays$ArrayList");
  }
}
