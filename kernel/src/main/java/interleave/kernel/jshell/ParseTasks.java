package interleave.kernel.jshell;

import com.sun.source.util.JavacTask;
import java.io.Writer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.tools.DiagnosticListener;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Tasks of the compiler that parse. Setting up a compiler takes five times as long as parsing a
 * line with it, so they come from the pool that JShell's tasks come from too. The compiler does not
 * publish it; should it be missing one day, each task is a new one.
 */
final class ParseTasks {
  private static final int MOST = 2;

  private static final Optional<ParseTasks> POOLED = pooled();

  private final Object pool;
  private final Method getTask;
  private final Class<?> worker;

  private ParseTasks(Object pool, Method getTask, Class<?> worker) {
    this.pool = pool;
    this.getTask = getTask;
    this.worker = worker;
  }

  /**
   * Lets the action use a task, which is of no use afterwards, nor is anything that it has made.
   */
  static <T> T with(
      JavaFileManager files,
      DiagnosticListener<JavaFileObject> heard,
      List<String> options,
      List<? extends JavaFileObject> sources,
      Function<JavacTask, T> action) {
    if (POOLED.isPresent()) {
      return POOLED.get().run(files, heard, options, sources, action);
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    return action.apply((JavacTask) compiler.getTask(null, files, heard, options, null, sources));
  }

  private static Optional<ParseTasks> pooled() {
    try {
      PluginLoader.only(); // opens the compiler
      Class<?> type = Class.forName("com.sun.tools.javac.api.JavacTaskPool");
      Class<?> worker = Class.forName("com.sun.tools.javac.api.JavacTaskPool$Worker");
      Object pool = type.getConstructor(int.class).newInstance(MOST);
      Method getTask =
          type.getMethod(
              "getTask",
              Writer.class,
              JavaFileManager.class,
              DiagnosticListener.class,
              Iterable.class,
              Iterable.class,
              Iterable.class,
              worker);
      return Optional.of(new ParseTasks(pool, getTask, worker));
    } catch (ReflectiveOperationException | LinkageError e) {
      return Optional.empty();
    }
  }

  @SuppressWarnings("unchecked") // the pool returns what the action does
  private <T> T run(
      JavaFileManager files,
      DiagnosticListener<JavaFileObject> heard,
      List<String> options,
      List<? extends JavaFileObject> sources,
      Function<JavacTask, T> action) {
    Object withTask =
        Proxy.newProxyInstance(
            ParseTasks.class.getClassLoader(),
            new Class<?>[] {worker},
            (_, _, arguments) -> action.apply((JavacTask) arguments[0]));
    @Nullable Object none = null;
    try {
      return (T) getTask.invoke(pool, none, files, heard, options, none, sources, withTask);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      if (cause instanceof Error error) {
        throw error;
      }
      throw cause instanceof RuntimeException thrown ? thrown : new IllegalStateException(cause);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("the compiler was open a moment ago", e);
    }
  }
}
