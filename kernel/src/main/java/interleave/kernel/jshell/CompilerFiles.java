package interleave.kernel.jshell;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/**
 * The compiler's files, with a class path that may grow. JShell sets the class path anew for each
 * snippet, to what it was told at its start; the one that counts is kept here.
 */
final class CompilerFiles extends ForwardingJavaFileManager<StandardJavaFileManager>
    implements StandardJavaFileManager {
  private volatile String classPath;

  CompilerFiles(StandardJavaFileManager files, String classPath) {
    super(files);
    this.classPath = classPath;
  }

  void add(Path jar) {
    classPath = classPath + File.pathSeparator + jar;
  }

  @Override
  public boolean handleOption(String current, Iterator<String> remaining) {
    if (!current.equals("--class-path") && !current.equals("-classpath")) {
      return super.handleOption(current, remaining);
    }
    String ignored = remaining.next();
    return super.handleOption(current, List.of(classPath).iterator());
  }

  /** Where the compiler looks for plug-ins. */
  @Override
  public ClassLoader getClassLoader(Location location) {
    return PluginLoader.only();
  }

  @Override
  public Iterable<? extends JavaFileObject> getJavaFileObjectsFromFiles(
      Iterable<? extends File> files) {
    return fileManager.getJavaFileObjectsFromFiles(files);
  }

  @Override
  public Iterable<? extends JavaFileObject> getJavaFileObjects(File... files) {
    return fileManager.getJavaFileObjects(files);
  }

  @Override
  public Iterable<? extends JavaFileObject> getJavaFileObjectsFromStrings(Iterable<String> names) {
    return fileManager.getJavaFileObjectsFromStrings(names);
  }

  @Override
  public Iterable<? extends JavaFileObject> getJavaFileObjects(String... names) {
    return fileManager.getJavaFileObjects(names);
  }

  @Override
  public void setLocation(Location location, Iterable<? extends File> files) throws IOException {
    fileManager.setLocation(location, files);
  }

  @Override
  public void setLocationFromPaths(Location location, Collection<? extends Path> paths)
      throws IOException {
    fileManager.setLocationFromPaths(location, paths);
  }

  @Override
  public Iterable<? extends File> getLocation(Location location) {
    return fileManager.getLocation(location);
  }

  /** JShell asks for the platform only to index it; the compiler finds it by its own ways. */
  @Override
  public Iterable<? extends Path> getLocationAsPaths(Location location) {
    if (location == StandardLocation.PLATFORM_CLASS_PATH && JdkPackages.jar().isPresent()) {
      return List.of(JdkPackages.jar().get());
    }
    return fileManager.getLocationAsPaths(location);
  }

  @Override
  public Path asPath(javax.tools.FileObject file) {
    return fileManager.asPath(file);
  }
}
