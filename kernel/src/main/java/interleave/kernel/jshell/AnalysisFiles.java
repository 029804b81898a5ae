package interleave.kernel.jshell;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/** The JDK, the class path, and the classes of the cells that have run. */
final class AnalysisFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {
  /** Where JShell puts everything. */
  private static final String PACKAGE = "REPL";

  private final ClassFiles classes;
  private List<Path> current = List.of();

  AnalysisFiles(StandardJavaFileManager files, ClassFiles classes) {
    super(files);
    this.classes = classes;
  }

  void classPath(String path) throws IOException {
    List<Path> files =
        Arrays.stream(path.split(Pattern.quote(File.pathSeparator))).map(Path::of).toList();
    if (!files.equals(current)) {
      fileManager.setLocationFromPaths(StandardLocation.CLASS_PATH, files);
      current = files;
    }
  }

  private static final class ClassFile extends SimpleJavaFileObject {
    final String name;
    private final byte[] bytes;

    ClassFile(String name, byte[] bytes) {
      super(URI.create("memory:///" + name.replace('.', '/') + Kind.CLASS.extension), Kind.CLASS);
      this.name = name;
      this.bytes = bytes;
    }

    @Override
    public InputStream openInputStream() {
      return new ByteArrayInputStream(bytes);
    }
  }

  @Override
  public Iterable<JavaFileObject> list(
      Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
      throws IOException {
    Iterable<JavaFileObject> listed = super.list(location, packageName, kinds, recurse);
    if (location != StandardLocation.CLASS_PATH
        || !packageName.equals(PACKAGE)
        || !kinds.contains(JavaFileObject.Kind.CLASS)) {
      return listed;
    }
    List<JavaFileObject> all = new ArrayList<>();
    listed.forEach(all::add);
    classes.all().forEach((name, bytes) -> all.add(new ClassFile(name, bytes)));
    return all;
  }

  @Override
  public String inferBinaryName(Location location, JavaFileObject file) {
    return file instanceof ClassFile ours ? ours.name : super.inferBinaryName(location, file);
  }

  @Override
  public boolean isSameFile(FileObject one, FileObject other) {
    boolean ours = one instanceof ClassFile || other instanceof ClassFile;
    return ours ? one.equals(other) : super.isSameFile(one, other);
  }
}
