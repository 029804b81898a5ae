package interleave.kernel.jshell;

import interleave.worker.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;

/** Which line of a cell each line of JShell's wrapped source is; the tables of {@link Origin}. */
final class LineTables {
  private static final String MEMBER = "    public static";

  /** A method that JShell put into one class with another of the same name. */
  record Overload(String source, Origin origin) {}

  private LineTables() {}

  /** Source that is copied as it is, {@code above} lines below the class. */
  static List<Integer> straight(int first, int last, int above) {
    return IntStream.rangeClosed(first - above, last)
        .mapToObj(line -> Math.max(line, first))
        .toList();
  }

  /** Source that JShell has rearranged: it knows for each character where it comes from. */
  static List<Integer> traced(SnippetWrapper wrapper, SnippetText text, Lines lines) {
    var table = new ArrayList<Integer>();
    String wrapped = wrapper.wrapped();
    int last = lines.line(text.toCell(0));
    int start = startOfClass(wrapped);
    while (start < wrapped.length()) {
      int end = wrapped.indexOf('\n', start);
      for (int at = start; at < end; at++) {
        int source = wrapper.wrappedToSourcePosition(at);
        if (!Character.isWhitespace(wrapped.charAt(at))
            && wrapper.sourceToWrappedPosition(source) == at) {
          last = lines.line(text.toCell(source));
          break;
        }
      }
      table.add(last);
      start = end + 1;
    }
    return table;
  }

  /**
   * Several methods of one name in one class, one behind the other: the next begins, with {@link
   * #MEMBER}, on the line on which the one before ends.
   */
  static Origin joined(String wrapped, List<Overload> overloads) {
    var table = new ArrayList<Integer>();
    var member = new StringBuilder();
    int start = 0;
    for (String line : wrapped.substring(startOfClass(wrapped)).lines().toList()) {
      table.add(1);
      if (line.endsWith(MEMBER)) {
        member.append(line, 0, line.length() - MEMBER.length());
        settle(member.toString(), overloads, table, start);
        member.setLength(0);
        start = table.size() - 1;
      } else {
        member.append(line).append('\n');
      }
    }
    settle(member.toString(), overloads, table, start);
    return new Origin(overloads.getFirst().origin().cell(), table);
  }

  /** Fills in the lines of one method, those behind {@code start}. */
  private static void settle(
      String member, List<Overload> overloads, List<Integer> table, int start) {
    for (Overload overload : overloads) {
      if (letters(member).startsWith(letters(overload.source()))) {
        // The method's own table begins with the class, which stands one line above its start.
        List<Integer> own = overload.origin().lines();
        for (int i = start + 1; i < table.size(); i++) {
          table.set(i, own.get(Math.min(i - start + 1, own.size() - 1)));
        }
        return;
      }
    }
  }

  /**
   * What is left when spaces and comments are gone: JShell blanks out comments, and some modifiers.
   */
  private static String letters(String source) {
    return source
        .replaceAll("//[^\n]*|(?s:/\\*.*?\\*/)", "")
        .replaceAll("\\b(?:public|protected|private|static)\\b", "")
        .replaceAll("\\s", "");
  }

  private static int startOfClass(String wrapped) {
    return wrapped.indexOf("\nclass ") + 1;
  }
}
