package interleave.kernel.jshell;

import interleave.kernel.CellId;
import interleave.kernel.jshell.Names.Declared;
import interleave.kernel.jshell.Names.Form;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Knows which cells might show something else if they were run again: those that use what another
 * cell has declared anew since, directly, through a method or type, or through a variable of a cell
 * that is outdated itself. A declaration that says the same as before changes nothing, unless it
 * computes a value. Assigning a variable is no declaration: else the cells of a notebook that is
 * run from top to bottom would outdate each other.
 */
final class Dependencies {
  /** One declaration that holds now; {@code serial} counts all declarations of the notebook. */
  private record Definition(CellId cell, long serial, Declared declared, Set<String> uses) {}

  /** By name, and then by signature. */
  private final Map<String, Map<String, Definition>> definitions = new HashMap<>();

  /** For each name the cells whose last run used it, and how many declarations there were then. */
  private final Map<String, Map<CellId, Long>> users = new HashMap<>();

  /** The same the other way round. */
  private final Map<CellId, Set<String>> uses = new HashMap<>();

  private final Set<String> assigned = new HashSet<>();
  private long serial;

  void begin(CellId cell) {
    Set<String> before = uses.put(cell, new HashSet<>());
    if (before != null) {
      before.forEach(name -> users(name).remove(cell));
    }
  }

  /** This is about to run. */
  void uses(CellId cell, Names names) {
    assigned.addAll(names.assigns());
    if (names.declaresMembersOnly()) {
      return; // they run when they are called, and what they use then is up to date
    }
    var seen = new HashSet<String>();
    names.uses().forEach(name -> reach(name, seen));
    uses.computeIfAbsent(cell, _ -> new HashSet<>()).addAll(seen);
    seen.forEach(name -> users.computeIfAbsent(name, _ -> new HashMap<>()).put(cell, serial));
  }

  /** This now holds, although its code may have failed. */
  void declares(CellId cell, Names names) {
    for (Declared next : names.declares()) {
      Map<String, Definition> overloads =
          definitions.computeIfAbsent(next.name(), _ -> new HashMap<>());
      Definition before = overloads.get(next.signature());
      boolean same = before != null && isSame(before.declared(), next);
      long since = same && before != null ? before.serial() : ++serial;
      Set<String> through = next.form() == Form.MEMBER ? names.uses() : Set.of();
      overloads.put(next.signature(), new Definition(cell, since, next, through));
    }
  }

  /** All cells that are outdated, each with the names that make it so. */
  Map<CellId, List<String>> outdated() {
    var outdated = new Outdating();
    var variables = new HashMap<CellId, Set<String>>();
    definitions.forEach((name, overloads) -> {
      for (Definition definition : overloads.values()) {
        if (definition.declared().form() != Form.MEMBER) {
          variables.computeIfAbsent(definition.cell(), _ -> new HashSet<>()).add(name);
        }
        users(name)
            .forEach((cell, seen) -> {
              if (definition.serial() > seen && !definition.cell().equals(cell)) {
                outdated.add(cell, name, definition.serial());
              }
            });
      }
    });
    while (!outdated.spreading.isEmpty()) {
      CellId source = outdated.spreading.removeLast();
      long since = outdated.since.getOrDefault(source, 0L);
      for (String name : variables.getOrDefault(source, Set.of())) {
        users(name)
            .forEach((cell, seen) -> {
              // What ran after the change has seen the variable as it is now.
              if (seen < since && !cell.equals(source)) {
                outdated.add(cell, name, since);
              }
            });
      }
    }
    return outdated.names();
  }

  /** What uses a method uses all that the method uses. */
  private void reach(String name, Set<String> seen) {
    if (seen.add(name)) {
      definitions
          .getOrDefault(name, Map.of())
          .values()
          .forEach(definition -> definition.uses().forEach(next -> reach(next, seen)));
    }
  }

  private Map<CellId, Long> users(String name) {
    return users.getOrDefault(name, Map.of());
  }

  private boolean isSame(Declared before, Declared now) {
    return switch (now.form()) {
      case VARIABLE -> false;
      case CONSTANT -> before.equals(now) && !assigned.contains(now.name());
      case MEMBER -> before.equals(now);
    };
  }

  /** The outdated cells found so far: why, by what change at the latest, and what follows. */
  private static final class Outdating {
    final Map<CellId, Set<String>> because = new HashMap<>();
    final Map<CellId, Long> since = new HashMap<>();
    final Deque<CellId> spreading = new ArrayDeque<>();

    void add(CellId cell, String name, long change) {
      because.computeIfAbsent(cell, _ -> new TreeSet<>()).add(name);
      if (since.getOrDefault(cell, 0L) < change) {
        since.put(cell, change);
        spreading.add(cell);
      }
    }

    Map<CellId, List<String>> names() {
      var sorted = new HashMap<CellId, List<String>>();
      because.forEach((cell, names) -> sorted.put(cell, List.copyOf(names)));
      return sorted;
    }
  }
}
