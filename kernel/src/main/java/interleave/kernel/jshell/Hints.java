package interleave.kernel.jshell;

import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What usually helps with the mistakes that learners make most, by javac's own codes. */
final class Hints {
  private static final Pattern EXCEPTION =
      Pattern.compile("unreported exception (?:[\\w.]+\\.)?(\\w+)");

  private Hints() {}

  static @Nullable String forDiagnostic(
      String code, String message, Supplier<Stream<String>> names) {
    return switch (code.replace("compiler.err.", "")) {
      case "cant.resolve",
          "cant.resolve.args",
          "cant.resolve.location",
          "cant.resolve.location.args",
          "doesnt.exist" ->
          MissingNames.hint(message, names);
      case "invalid.meth.decl.ret.type.req" ->
          "Write what the method returns before its name, or void if it returns nothing.";
      case "unreported.exception.need.to.catch.or.throw",
          "unreported.exception.implicit.close",
          "unreported.exception.default.constructor" ->
          unreported(message);
      case "except.never.thrown.in.try" ->
          "Nothing in the try block throws this exception: leave the catch out.";
      case "except.already.caught" ->
          "A catch above takes this exception already: catch the more special one first.";
      case "cant.ref.non.effectively.final.var", "local.variables.in.lambda.must.be.final" ->
          "A lambda may run later and on another thread, so it can only use local variables that never change. Copy the"
              + " value into a new variable just before the lambda.";
      case "premature.eof" -> "Something is still open here: a brace, a bracket or a parenthesis.";
      case "expected", "expected2", "expected3", "expected4" -> expected(message);
      case "not.stmt" ->
          "This is a value and not a statement: store it in a variable, or pass it to IO.println.";
      case "illegal.start.of.expr", "illegal.start.of.type", "illegal.start.of.stmt" ->
          "Look just before this place: something is missing there, or stands there too much.";
      case "unclosed.str.lit" ->
          "The text has no closing \" on this line. Text of several lines stands between \"\"\" and \"\"\".";
      case "unclosed.char.lit", "empty.char.lit" ->
          "Single quotes hold one character. Text stands between double quotes.";
      case "unclosed.text.block" -> "The text lacks its closing \"\"\".";
      case "limit.string.overflow", "limit.string" ->
          "Long texts belong in a file: Files.readString(Path.of(\"book.txt\")).";
      case "unclosed.comment" -> "The comment lacks its closing */.";
      case "illegal.char" ->
          "This character is not part of Java. Text copied from a document often has other quotes and dashes.";
      case "else.without.if" -> "This else has no if: braces around the part above may be missing.";
      case "catch.without.try", "finally.without.try" ->
          "This needs a try block directly before it.";
      case "try.without.catch.finally.or.resource.decls" ->
          "A try needs a catch or a finally behind its block.";
      case "missing.ret.stmt" -> "Every way through the method has to end with return and a value.";
      case "unreachable.stmt" ->
          "Nothing ever gets here: above stands an endless loop, a return, a throw or a break.";
      case "var.might.not.have.been.initialized" ->
          "Give the variable a value where you declare it.";
      case "interleave.synchronized" ->
          "Put the method into a class; or write synchronized (lock) { … } inside it, with"
              + " var lock = new Object(); above.";
      case "sealed.class.must.have.subclasses" ->
          "Put the types that implement or extend it into the same cell, or name them behind"
              + " permits.";
      case "var.might.already.be.assigned", "cant.assign.val.to.var" ->
          "This never changes, since it is final: use a new variable.";
      case "prob.found.req" -> incompatible(message);
      case "type.found.req" ->
          "Type arguments are classes: write Integer for int, Long for long, Double for double.";
      case "cant.deref" ->
          "This is a plain number, character or truth value, which has no methods or fields.";
      case "operator.cant.be.applied", "operator.cant.be.applied.1", "incomparable.types" ->
          "The two sides do not go together: turn one into the type of the other first.";
      case "non-static.cant.be.ref" ->
          "This belongs to an object: make one with new and call it on that, or declare it static.";
      case "cant.apply.symbol", "cant.apply.symbols", "cant.apply.diamond.1" ->
          "Compare what you pass with what is taken: how many, in which order, of which types.";
      case "does.not.override.abstract" ->
          "Write all methods that the interface or class above asks for, as public.";
      case "method.does.not.override.superclass" ->
          "There is nothing to override: compare name and parameters with the method above.";
      case "abstract.cant.be.instantiated" ->
          "There are no objects of this type alone: make one of a class that implements it, or write a lambda.";
      case "report.access" -> "This is private: use a public method of the class instead.";
      case "already.defined" ->
          "Give it another name, or leave out the type to assign a new value.";
      case "cant.infer.local.var.type" ->
          "With var, the value has to tell the type: write the type instead of var.";
      case "int.number.too.large" -> "Write an L behind numbers beyond two thousand million.";
      case "not.exhaustive", "not.exhaustive.statement" ->
          "The switch has to cover every value: add the missing cases, or a default.";
      case "break.outside.switch.loop", "cont.outside.loop" ->
          "This can only stand inside a loop, or a switch for break.";
      case "ref.ambiguous" -> "Two things have this name: write the package or class before it.";
      default -> null;
    };
  }

  private static @Nullable String expected(String message) {
    if (message.startsWith("';'")) {
      return "Statements end with a semicolon.";
    }
    if (message.contains("<identifier>")) {
      return "A name belongs here. Java keeps words such as class, new, int or default for itself.";
    }
    return message.contains("')'") || message.contains("'('") || message.contains("']'")
        ? "Count the parentheses: each one that opens has to close."
        : null;
  }

  private static @Nullable String incompatible(String message) {
    if (message.contains("possible lossy conversion")) {
      return "The value may not fit. Give the variable the larger type, or write the type in parentheses before the value to cut it.";
    }
    if (message.endsWith("String cannot be converted to int")) {
      return "Make a number of text with Integer.parseInt.";
    }
    if (message.endsWith("cannot be converted to String")) {
      return "Make text of it with String.valueOf.";
    }
    if (message.endsWith("cannot be converted to boolean")) {
      return "A condition is true or false. Two values are compared with ==, one = assigns.";
    }
    if (message.endsWith("unexpected return value")) {
      return "The method is void: put the type of the value before its name, or return nothing.";
    }
    return message.endsWith("missing return value")
        ? "The method promises a value: write it behind return."
        : null;
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
}
