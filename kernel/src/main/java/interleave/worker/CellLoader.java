package interleave.worker;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.constant.ClassDesc;
import java.lang.instrument.ClassDefinition;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Defines and redefines the classes that were compiled from cells. */
final class CellLoader extends ClassLoader {
  private static final String WRAPPER_PREFIX = "REPL.$JShell$";

  private final Map<String, byte[]> compiled = new ConcurrentHashMap<>();
  private final Map<String, byte[]> notYetDefined = new ConcurrentHashMap<>();
  private final Weaver weaver =
      new Weaver(ClassHierarchyResolver.ofResourceParsing(this::compiled).cached());

  CellLoader() {
    super(CellLoader.class.getClassLoader());
  }

  static boolean isCells(String className) {
    return className.startsWith(WRAPPER_PREFIX);
  }

  /**
   * The wrapper that JShell put the class into: {@code REPL.$JShell$7} for {@code
   * REPL.$JShell$7$Point}.
   */
  static String wrapperOf(String className) {
    int end = className.indexOf('$', WRAPPER_PREFIX.length());
    return end < 0 ? className : className.substring(0, end);
  }

  void load(List<CellClass> classes) throws ClassNotFoundException {
    prepare(classes);
    for (CellClass next : classes) {
      notYetDefined.put(next.name(), weaver.weave(next));
    }
    // A class may extend one that comes later in the batch; defining it then asks findClass for
    // that one first.
    for (CellClass next : classes) {
      Class.forName(next.name(), false, this);
    }
  }

  /** New code for loaded classes; fields and their values stay. */
  void redefine(List<CellClass> classes) throws Exception {
    prepare(classes);
    var definitions = new ClassDefinition[classes.size()];
    for (int i = 0; i < definitions.length; i++) {
      CellClass next = classes.get(i);
      definitions[i] =
          new ClassDefinition(Class.forName(next.name(), false, this), weaver.weave(next));
    }
    Agent.instrumentation().redefineClasses(definitions);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = notYetDefined.remove(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  private void prepare(List<CellClass> classes) {
    for (CellClass next : classes) {
      compiled.put(next.name(), next.bytes());
      weaver.calibrate(next);
    }
  }

  private @Nullable InputStream compiled(ClassDesc type) {
    String name = type.packageName() + "." + type.displayName();
    byte[] bytes = compiled.get(name);
    return bytes == null ? null : new ByteArrayInputStream(bytes);
  }
}
