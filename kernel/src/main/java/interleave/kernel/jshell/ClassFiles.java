package interleave.kernel.jshell;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The classes that JShell has made of the cells so far, by name: JShell keeps its own to itself.
 * Filled by whoever runs a cell, read meanwhile by whoever looks at another.
 */
final class ClassFiles {
  private final Map<String, byte[]> byName = new ConcurrentHashMap<>();

  void put(String name, byte[] bytes) {
    byName.put(name, bytes);
  }

  void remove(Collection<String> names) {
    byName.keySet().removeAll(names);
  }

  Map<String, byte[]> all() {
    return byName;
  }
}
