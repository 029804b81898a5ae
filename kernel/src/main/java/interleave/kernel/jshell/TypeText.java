package interleave.kernel.jshell;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;

/** Types as a person would write them: without packages, and without what is around a cell. */
final class TypeText {
  private static final Pattern PACKAGE =
      Pattern.compile(
          "(?<![\\w.$])(?:[a-z_]\\w*\\.)+(?=[A-Z])|(?:REPL\\.)?\\$(?:JShell\\$\\w+)?\\.");
  private static final Pattern CAPTURE = Pattern.compile("capture#\\d+ of ");

  private TypeText() {}

  static String of(TypeMirror type) {
    return of(type.toString());
  }

  static String of(String type) {
    return CAPTURE.matcher(PACKAGE.matcher(type).replaceAll("")).replaceAll("").replace(",", ", ");
  }

  /** Each as one would declare it, or as its type alone where a name is missing. */
  static List<String> parameters(
      ExecutableElement method, ExecutableType seen, List<String> names) {
    var parameters = new ArrayList<String>();
    List<? extends TypeMirror> types = seen.getParameterTypes();
    for (int i = 0; i < types.size(); i++) {
      String type = of(types.get(i));
      if (method.isVarArgs() && i == types.size() - 1 && type.endsWith("[]")) {
        type = type.substring(0, type.length() - 2) + "...";
      }
      parameters.add(i < names.size() ? type + " " + names.get(i) : type);
    }
    return parameters;
  }
}
