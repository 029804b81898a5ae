package interleave.kernel.jshell;

import java.util.Comparator;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What usually helps with the mistakes that learners make most. */
final class Hints {
  private static final Pattern SYMBOL =
      Pattern.compile("symbol:\\s+(variable|method|class) (\\w+)");
  private static final Pattern EXCEPTION =
      Pattern.compile("unreported exception (?:[\\w.]+\\.)?(\\w+)");

  private Hints() {}

  static @Nullable String forDiagnostic(
      String code, String message, Supplier<Stream<String>> names) {
    return switch (code.replace("compiler.err.", "")) {
      case "cant.resolve",
          "cant.resolve.args",
          "cant.resolve.location",
          "cant.resolve.location.args" ->
          missingSymbol(message, names);
      case "invalid.meth.decl.ret.type.req" ->
          "Write what the method returns before its name, or void if it returns nothing.";
      case "unreported.exception.need.to.catch.or.throw" -> unreported(message);
      case "cant.ref.non.effectively.final.var", "local.variables.in.lambda.must.be.final" ->
          "A lambda may run later and on another thread, so it can only use local variables that never change. Copy the"
              + " value into a new variable just before the lambda.";
      case "premature.eof" -> "Something is still open here: a brace, a bracket or a parenthesis.";
      case "missing.ret.stmt" -> "Every way through the method has to end with return and a value.";
      case "var.might.not.have.been.initialized" ->
          "Give the variable a value where you declare it.";
      case "interleave.synchronized" ->
          "Put the method into a class; or write synchronized (lock) { … } inside it, with"
              + " var lock = new Object(); above.";
      case "sealed.class.must.have.subclasses" ->
          "Put the types that implement or extend it into the same cell, or name them behind"
              + " permits.";
      case "expected" -> message.startsWith("';'") ? "Statements end with a semicolon." : null;
      default -> null;
    };
  }

  private static @Nullable String missingSymbol(String message, Supplier<Stream<String>> names) {
    Matcher symbol = SYMBOL.matcher(message);
    if (!symbol.find()) {
      return null;
    }
    String name = symbol.group(2);
    Optional<String> similar =
        names
            .get()
            .filter(known -> distance(known, name) <= Math.max(1, name.length() / 4))
            .min(Comparator.comparingInt(known -> distance(known, name)));
    return similar
        .map(known -> "Did you mean " + known + "?")
        .orElse("If another cell declares " + name + ", run that cell first.");
  }

  private static String unreported(String message) {
    Matcher exception = EXCEPTION.matcher(message);
    String type = exception.find() ? exception.group(1) : "the exception";
    return "Catch "
        + type
        + " here, or write \"throws "
        + type
        + "\" behind the parameters of the method.";
  }

  /** How many letters have to be changed, added or taken away to turn one word into the other. */
  static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
