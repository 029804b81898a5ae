package interleave.session;

import interleave.catalog.Library;
import interleave.catalog.UnreadableException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What became of notebooks that were renamed or deleted while this server runs: a page that was
 * asleep meanwhile comes back by the old name, and must find its notebook, or hear what happened,
 * rather than begin an empty one.
 */
final class Whereabouts {
  private final Library library;
  private final Map<String, String> renamed = new ConcurrentHashMap<>(); // never in a circle
  private final Set<String> deleted = ConcurrentHashMap.newKeySet();

  Whereabouts(Library library) {
    this.library = library;
  }

  void renamed(String from, String to) {
    isThere(to);
    if (!isLesson(from)) {
      renamed.put(from, to);
    }
  }

  void deleted(String name) {
    if (!isLesson(name)) {
      deleted.add(name);
    }
  }

  /** Who asks for a lesson begins it anew. */
  private boolean isLesson(String name) {
    return library.lessons().ids().contains(name);
  }

  /** There is one of that name again, or a first time. */
  void isThere(String name) {
    renamed.remove(name);
    deleted.remove(name);
  }

  /** Its name now. */
  String now(String name) {
    var is = name;
    for (var next = renamed.get(is);
        next != null && !library.workspace().has(is);
        next = renamed.get(is)) {
      is = next;
    }
    return is;
  }

  /**
   * Does nothing if so.
   *
   * @throws UnreadableException if it was deleted
   */
  void mayBeOpened(String name) {
    if (deleted.contains(name) && !library.workspace().has(name)) {
      throw new UnreadableException(
          "“" + name + "” was deleted. It can be put back on the page of the library.", null);
    }
  }
}
