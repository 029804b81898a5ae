package interleave.kernel.jshell;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import jdk.jshell.JShell;

/**
 * The class files that JShell has made, as it keeps them for the compiler. It never drops one, and
 * in each pass over a snippet the compiler makes a note of all of them: after three thousand cells
 * that takes as long as all the rest. So those go that no later snippet can name.
 *
 * <p>JShell does not publish them. Java lets us in where it is started with {@code
 * --add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED}, which the program's jar asks for; elsewhere all
 * stay, and compiling takes as long as it does in JShell.
 */
final class OutputOfJShell {
  private final Map<?, ?> byName;

  private OutputOfJShell(Map<?, ?> byName) {
    this.byName = byName;
  }

  static OutputOfJShell of(JShell shell) {
    try {
      Object files = part(part(shell, "taskFactory"), "fileManager");
      return new OutputOfJShell((Map<?, ?>) part(files, "classObjects"));
    } catch (ReflectiveOperationException | InaccessibleObjectException | ClassCastException e) {
      return new OutputOfJShell(new HashMap<>());
    }
  }

  /** How many there are; 0 where Java does not let us in. */
  int size() {
    return byName.size();
  }

  void drop(Collection<String> classes) {
    byName.keySet().removeAll(classes);
  }

  private static Object part(Object whole, String name) throws ReflectiveOperationException {
    Field field = whole.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(whole);
  }
}
