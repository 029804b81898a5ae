package interleave.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a helper does, cut out of the lab's own sources, which travel with the worker: a region
 * between {@code @start} and {@code @end}, without its documentation and without what only keeps
 * the books for {@code time} and {@code compare}.
 */
final class HelperSource {

  private static final String FOLDER = "/interleave/kernel/jshell/sources/interleave/lab/";

  /** The files that regions are in. */
  private static final List<String> FILES =
      List.of("Fetching", "AsyncFetching", "Working", "Charts", "Looping", "LoopQueue", "Hash");

  private static final Pattern REGION =
      Pattern.compile(" *// @start region=\"(\\w+)\"\n(.*?) *// @end\n", Pattern.DOTALL);
  private static final Pattern DOCUMENTATION =
      Pattern.compile(" */\\*\\*.*?\\*/\n", Pattern.DOTALL);
  private static final Pattern ANNOTATION = Pattern.compile(" *@\\w+(\\([^\n]*\\))?\n");
  private static final Pattern BOOKKEEPING = Pattern.compile("[^\n]*// bookkeeping\n");
  private static final Pattern MODIFIERS =
      Pattern.compile("^  (?:(?:public|private|static|final) )+", Pattern.MULTILINE);
  private static final Pattern NULLABLE = Pattern.compile(" extends @Nullable Object");
  private static final Pattern BROKEN_SIGNATURE = Pattern.compile("\n {6}(throws [^\n]*\\{)");
  private static final Pattern INDENT = Pattern.compile("^  ", Pattern.MULTILINE);

  private HelperSource() {}

  /** All regions by their names. */
  static Map<String, String> all() {
    var all = new TreeMap<String, String>();
    for (String file : FILES) {
      Matcher region = REGION.matcher(text(file));
      while (region.find()) {
        all.put(region.group(1), cleaned(region.group(2)));
      }
    }
    return all;
  }

  static String of(String name) {
    Map<String, String> all = all();
    String source = all.get(name);
    if (source == null) {
      throw new IllegalArgumentException(
          "no source is kept for '"
              + name
              + "', there is: "
              + all.keySet().stream().collect(Collectors.joining(", ")));
    }
    return source;
  }

  private static String text(String file) {
    try (InputStream in = HelperSource.class.getResourceAsStream(FOLDER + file + ".java")) {
      if (in == null) {
        throw new IllegalStateException("the sources of the lab are missing: " + file + ".java");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String cleaned(String region) {
    String text = DOCUMENTATION.matcher(region).replaceAll("");
    text = ANNOTATION.matcher(text).replaceAll("");
    text = BOOKKEEPING.matcher(text).replaceAll("");
    text = MODIFIERS.matcher(text).replaceAll("  ");
    text = NULLABLE.matcher(text).replaceAll("");
    text = BROKEN_SIGNATURE.matcher(text).replaceAll(" $1");
    return withoutDoubleBlanks(INDENT.matcher(text).replaceAll("")).strip() + "\n";
  }

  private static String withoutDoubleBlanks(String text) {
    var lines = new ArrayList<String>();
    for (String line : text.split("\n", -1)) {
      if (!line.isBlank() || (!lines.isEmpty() && !lines.getLast().isBlank())) {
        lines.add(line.stripTrailing());
      }
    }
    return String.join("\n", lines);
  }
}
