package interleave.kernel.jshell;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Plugin;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreeScanner;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the compiler forget the imports that a snippet has no use for. JShell imports into every
 * snippet all that was ever declared, and in each of its three to five passes the compiler reads
 * the class behind each import: the 400th cell of a session took two and a half times as long as
 * the tenth, and with this 1.3 times. Of a whole package it makes a note of every type, and after
 * each pass JShell looks at all these notes: those of the prelude took half the time of a short
 * cell.
 *
 * <p>A plug-in, because JShell gives nobody else a look at what it compiles. The compiler's trees
 * can only be changed by names that it does not publish; should they be missing one day, all
 * imports stay, and compiling takes as long as it did.
 */
public final class UnusedImports implements Plugin, TaskListener {
  private static final String NAME = "interleave-unused-imports";

  /** The compiler's option to call this. */
  static final String PLUGIN = "-Xplugin:" + NAME;

  /** The compiler's option to let plug-ins into its trees. */
  static final String ACCESS = "-XDaccessInternalAPI";

  private static final String DECLARED_IN_CELLS = "REPL.$JShell$";

  // Only while a snippet is evaluated: completion wants to see what it has not named yet.
  private static final ScopedValue<Boolean> EVALUATING = ScopedValue.newInstance();

  /** The compiler's names for what a unit consists of, and for making a list of its kind. */
  private record Parts(Field all, Method listOf) {}

  private static volatile @Nullable Parts parts; // always the same, once found

  /** The action, with whatever is compiled in it and by its thread relieved of unused imports. */
  static <T> T leftOut(Supplier<T> action) {
    return ScopedValue.where(EVALUATING, true).call(action::get);
  }

  @Override
  public String getName() {
    return NAME;
  }

  @Override
  public void init(JavacTask task, String... arguments) {
    if (EVALUATING.isBound()) {
      task.addTaskListener(this);
    }
  }

  @Override
  public void finished(TaskEvent event) {
    if (event.getKind() != TaskEvent.Kind.PARSE) {
      return;
    }
    CompilationUnitTree unit = event.getCompilationUnit();
    if (unit.getTypeDecls().isEmpty()) {
      return; // an import is all there is, and what JShell wants to see
    }
    try {
      Parts parts = parts(unit);
      List<?> all = (List<?>) parts.all().get(unit);
      Set<String> names = names(unit);
      List<?> needed = all.stream().filter(next -> isNeeded(next, names)).toList();
      if (needed.size() < all.size()) {
        parts.all().set(unit, parts.listOf().invoke(null, needed));
      }
    } catch (ReflectiveOperationException e) {
      // Another compiler than we know: it reads all imports.
    }
  }

  private static Parts parts(CompilationUnitTree unit) throws ReflectiveOperationException {
    Parts known = parts;
    if (known == null) {
      Field all = unit.getClass().getField("defs");
      known = new Parts(all, all.getType().getMethod("from", Iterable.class));
      parts = known;
    }
    return known;
  }

  /** All simple names, since these alone can mean something imported. */
  private static Set<String> names(CompilationUnitTree unit) {
    var names = new HashSet<String>();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitIdentifier(IdentifierTree node, @Nullable Void none) {
        names.add(node.getName().toString());
        return null;
      }
    }.scan(unit.getTypeDecls(), null);
    return names;
  }

  private static boolean isNeeded(Object definition, Set<String> names) {
    if (!(definition instanceof ImportTree line)) {
      return true;
    }
    String path = line.getQualifiedIdentifier().toString();
    String name = path.substring(path.lastIndexOf('.') + 1);
    if (path.startsWith(DECLARED_IN_CELLS)) {
      return names.contains(name);
    }
    if (name.equals("*") && !line.isStatic()) {
      Set<String> types = PackageTypes.of(path.substring(0, path.length() - ".*".length()));
      return types.isEmpty() || !Collections.disjoint(names, types);
    }
    // Those of the reader stay: they may be wrong, and the reader wants to know.
    return true;
  }
}
