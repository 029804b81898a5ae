package interleave.kernel.jshell;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipFile;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * What class files leave out, names of parameters and documentation, from the sources: those of the
 * JDK where it ships them, and of our own, which travel with this program. One caller at a time.
 */
final class Sources {
  /** Where the build puts copies of what learners may call. */
  private static final String OURS = "sources/";

  private static final List<String> OPTIONS =
      List.of("--enable-preview", "--source", "25", "-proc:none");

  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
  private final Path jdk;
  private @Nullable Read last; // many questions in a row are about one class

  Sources() {
    this(Path.of(System.getProperty("java.home"), "lib", "src.zip"));
  }

  /**
   * @param jdk the JDK's sources, which need not exist
   */
  Sources(Path jdk) {
    this.jdk = jdk;
  }

  private record Read(String file, DocTrees trees, CompilationUnitTree unit) {}

  boolean hasJdk() {
    return Files.isRegularFile(jdk);
  }

  /** As many as the method takes, or none if nobody knows. */
  List<String> parameterNames(ExecutableElement method) {
    List<String> own =
        method.getParameters().stream().map(one -> one.getSimpleName().toString()).toList();
    boolean known = !own.isEmpty() && !own.getFirst().equals("arg0");
    if (own.isEmpty() || known) {
      return own;
    }
    return find(method)
        .filter(path -> path.getLeaf() instanceof MethodTree)
        .map(path ->
            ((MethodTree) path.getLeaf())
                .getParameters().stream().map(one -> one.getName().toString()).toList())
        .orElse(List.of());
  }

  Optional<DocCommentTree> documentation(Element element) {
    return find(element)
        .flatMap(path -> {
          Read read = last;
          return read == null
              ? Optional.empty()
              : Optional.ofNullable(read.trees().getDocCommentTree(path));
        });
  }

  private Optional<TreePath> find(Element element) {
    var types = new ArrayList<TypeElement>();
    for (Element at = element;
        at != null && !(at instanceof PackageElement) && !(at instanceof ModuleElement);
        at = at.getEnclosingElement()) {
      if (at instanceof TypeElement type) {
        types.addFirst(type);
      }
    }
    if (types.isEmpty()) {
      return Optional.empty();
    }
    Optional<Read> read = read(types.getFirst());
    if (read.isEmpty()) {
      return Optional.empty();
    }
    TreePath path = new TreePath(read.get().unit());
    for (TypeElement type : types) {
      Optional<TreePath> inner = type(path, type.getSimpleName().toString());
      if (inner.isEmpty()) {
        return Optional.empty();
      }
      path = inner.get();
    }
    return element instanceof TypeElement ? Optional.of(path) : member(path, element);
  }

  private static Optional<TreePath> type(TreePath outer, String name) {
    List<? extends Tree> inside =
        outer.getLeaf() instanceof ClassTree type
            ? type.getMembers()
            : outer.getCompilationUnit().getTypeDecls();
    return inside.stream()
        .filter(tree -> tree instanceof ClassTree type && type.getSimpleName().contentEquals(name))
        .map(tree -> new TreePath(outer, tree))
        .findFirst();
  }

  private static Optional<TreePath> member(TreePath type, Element element) {
    return ((ClassTree) type.getLeaf())
        .getMembers().stream()
            .filter(tree -> isSame(tree, element))
            .map(tree -> new TreePath(type, tree))
            .findFirst();
  }

  private static boolean isSame(Tree tree, Element element) {
    return switch (tree) {
      case VariableTree variable ->
          element instanceof VariableElement
              && variable.getName().contentEquals(element.getSimpleName());
      case MethodTree method ->
          element instanceof ExecutableElement other
              && method.getName().contentEquals(element.getSimpleName())
              && parameters(method).equals(parameters(other));
      default -> false;
    };
  }

  /** Simple names without type arguments: enough to tell overloads apart. */
  private static List<String> parameters(MethodTree method) {
    return method.getParameters().stream()
        .map(one -> simple(String.valueOf(one.getType())))
        .toList();
  }

  private static List<String> parameters(ExecutableElement method) {
    return method.getParameters().stream().map(one -> simple(one.asType().toString())).toList();
  }

  private static String simple(String type) {
    String plain = type;
    for (int open = plain.lastIndexOf('<'); open >= 0; open = plain.lastIndexOf('<')) {
      plain = plain.substring(0, open) + plain.substring(plain.indexOf('>', open) + 1);
    }
    return plain
        .replaceAll("@[\\w.]+(?:\\([^)]*\\))?\\s*", "")
        .replace("...", "[]")
        .replaceAll("[\\w$]+\\.", "")
        .strip();
  }

  private Optional<Read> read(TypeElement top) {
    String file = top.getQualifiedName().toString().replace('.', '/') + ".java";
    Read known = last;
    if (known != null && known.file().equals(file)) {
      return Optional.of(known);
    }
    Optional<Read> read = text(top, file).map(text -> parse(file, text));
    read.ifPresent(found -> last = found);
    return read;
  }

  private Optional<String> text(TypeElement top, String file) {
    try (InputStream ours = Sources.class.getResourceAsStream(OURS + file)) {
      if (ours != null) {
        return Optional.of(new String(ours.readAllBytes(), StandardCharsets.UTF_8));
      }
      Element pack = top.getEnclosingElement();
      if (!hasJdk()
          || pack == null
          || !(pack.getEnclosingElement() instanceof ModuleElement module)) {
        return Optional.empty();
      }
      try (var zip = new ZipFile(jdk.toFile())) {
        var entry = zip.getEntry(module.getQualifiedName() + "/" + file);
        return entry == null
            ? Optional.empty()
            : Optional.of(
                new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      return Optional.empty(); // as if there were no sources
    }
  }

  private Read parse(String file, String text) {
    var source =
        new SimpleJavaFileObject(URI.create("string:///" + file), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
          }
        };
    try {
      var task = (JavacTask) compiler.getTask(null, null, _ -> {}, OPTIONS, null, List.of(source));
      return new Read(file, DocTrees.instance(task), task.parse().iterator().next());
    } catch (IOException e) {
      throw new UncheckedIOException("sources in memory cannot fail to be read", e);
    }
  }
}
