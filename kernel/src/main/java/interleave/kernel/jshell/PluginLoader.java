package interleave.kernel.jshell;

import com.sun.source.util.JavacTask;
import com.sun.source.util.Plugin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Finds {@link UnusedImports} for the compiler, and no learner's plug-in. The compiler asks before
 * each pass over each snippet, so the answer is ready: a look into every jar of the class path
 * would cost more than the pass.
 */
final class PluginLoader extends ClassLoader {
  private static final String LIST = "META-INF/services/" + Plugin.class.getName();

  private static final PluginLoader ONLY = new PluginLoader(ours());

  private final URL list;

  private PluginLoader(ClassLoader parent) {
    super("compiler plug-ins", parent);
    this.list = Objects.requireNonNull(parent.getResource(LIST), LIST);
    giveAccess(parent);
  }

  /** There is one, and with it our classes may use what the compiler keeps from others. */
  static PluginLoader only() {
    return ONLY;
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return name.equals(LIST) ? Collections.enumeration(List.of(list)) : super.getResources(name);
  }

  private static ClassLoader ours() {
    return PluginLoader.class.getClassLoader();
  }

  /** The compiler gives its internals to the loader of plug-ins, if an option says so. */
  private static void giveAccess(ClassLoader loader) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var nothing =
        new SimpleJavaFileObject(URI.create("string:///Nothing.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return "";
          }
        };
    try (var files =
        new ForwardingJavaFileManager<JavaFileManager>(
            compiler.getStandardFileManager(null, null, null)) {
          @Override
          public ClassLoader getClassLoader(Location location) {
            return loader;
          }
        }) {
      List<String> options = List.of("-proc:none", UnusedImports.ACCESS);
      ((JavacTask) compiler.getTask(null, files, null, options, null, List.of(nothing))).parse();
    } catch (IOException e) {
      throw new UncheckedIOException("nothing cannot fail to be read", e);
    }
  }
}
