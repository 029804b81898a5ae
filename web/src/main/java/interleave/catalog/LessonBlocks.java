package interleave.catalog;

import interleave.catalog.LessonReader.Complaints;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Cuts a lesson's file into its cells, line by line. */
final class LessonBlocks {
  private static final Pattern CODE_CELL = Pattern.compile("```\\{code-cell\\}\\s*(.*)");
  private static final Pattern FENCE = Pattern.compile("\\s*(```+|~~~+).*");
  private static final Pattern BARE_TAG =
      Pattern.compile("(?<![`\\w\\\\])<[A-Z]\\w*>|(?<=\\w)<[A-Z]\\w*>");
  private static final JsonMapper JSON = new JsonMapper();

  private final List<String> lines;
  private final Complaints complaints;
  private final List<Block> blocks = new ArrayList<>();
  private int at;

  // The Markdown cell that is being read.
  private final List<String> prose = new ArrayList<>();
  private Map<?, ?> metadata = Map.of();
  private int begin;
  private boolean marked;
  private int mark;

  /**
   * One cell.
   *
   * @param step heading of the step that it begins
   * @param metadata as written
   * @param marked a line of its own, {@code +++}, stands above it
   * @param line where it begins, from 1
   * @param sourceLine where its text begins, from 1
   */
  record Block(
      boolean code,
      String source,
      Optional<String> step,
      Map<?, ?> metadata,
      boolean marked,
      int line,
      int sourceLine) {}

  LessonBlocks(String text, int from, Complaints complaints) {
    this.lines = text.lines().toList();
    this.at = from;
    this.begin = from;
    this.complaints = complaints;
  }

  List<Block> read() {
    while (at < lines.size()) {
      var line = lines.get(at);
      if (CODE_CELL.matcher(line).matches()) {
        endProse();
        code();
      } else if (line.equals("+++") || line.startsWith("+++ ")) {
        endProse();
        marked = true;
        mark = at;
        metadata = line.equals("+++") ? Map.of() : json(line.substring("+++ ".length()));
        at++;
      } else if (line.startsWith("## ")) {
        if (!isBlank(prose)) {
          if (!metadata.isEmpty()) {
            complaints.add(
                at + 1, "this step begins inside a cell that has metadata: put +++ above it");
          }
          endProse();
        }
        text(line);
      } else if (FENCE.matcher(line).matches()) {
        fence(line);
      } else {
        checkTags(line);
        text(line);
      }
    }
    endProse();
    return blocks;
  }

  private void text(String line) {
    if (isBlank(prose)) {
      begin = at;
    }
    prose.add(line);
    at++;
  }

  /** Java that is shown and not run: nothing in it begins a cell. */
  private void fence(String opening) {
    if (opening.strip().startsWith("```{code-cell}")) {
      complaints.add(at + 1, "a cell inside a list is not run: move it to the left margin");
    }
    var marks = opening.strip().replaceAll("[^`~].*", "");
    int opened = at + 1;
    text(opening);
    while (at < lines.size()) {
      var line = lines.get(at);
      text(line);
      var stripped = line.strip();
      if (stripped.startsWith(marks) && stripped.chars().allMatch(c -> c == marks.charAt(0))) {
        return;
      }
    }
    complaints.add(opened, "no " + marks + " ends this block");
  }

  private void code() {
    int opened = at + 1;
    var language = CODE_CELL.matcher(lines.get(at)).replaceAll("$1").strip();
    if (!language.equals("java")) {
      complaints.add(opened, "cells are ```{code-cell} java, found: {code-cell} " + language);
    }
    at++;
    var source = new ArrayList<String>();
    while (at < lines.size() && !lines.get(at).equals("```")) {
      source.add(lines.get(at++));
    }
    if (at == lines.size()) {
      complaints.add(opened, "no ``` ends this cell");
    }
    at++;
    int first = opened + 1;
    Map<?, ?> found = Map.of();
    if (!source.isEmpty() && source.getFirst().equals("---")) {
      int end = source.subList(1, source.size()).indexOf("---") + 1;
      if (end == 0) {
        complaints.add(opened + 1, "metadata: no --- ends it");
      } else {
        found =
            FrontMatter.yaml(
                    String.join("\n", source.subList(1, end)), opened + 1, "metadata", complaints)
                .orElse(Map.of());
        source.subList(0, end + 1).clear();
        first += end + 1;
      }
    }
    blocks.add(
        new Block(true, String.join("\n", source), Optional.empty(), found, false, opened, first));
    begin = at;
  }

  private void endProse() {
    if (!isBlank(prose)) {
      var source = String.join("\n", prose).strip();
      // What a cell with metadata has wrong is wrong in the line of its metadata.
      int line = metadata.isEmpty() ? begin + 1 : mark + 1;
      blocks.add(new Block(false, source, step(source), metadata, marked, line, begin + 1));
    } else if (!metadata.isEmpty()) {
      complaints.add(begin + 1, "metadata without a cell: write the text below it");
    }
    prose.clear();
    marked = false;
    metadata = Map.of();
    begin = at;
  }

  private static Optional<String> step(String source) {
    return source.startsWith("## ")
        ? source.lines().findFirst().map(line -> line.substring("## ".length()).strip())
        : Optional.empty();
  }

  private Map<?, ?> json(String text) {
    try {
      if (JSON.readValue(text, Object.class) instanceof Map<?, ?> map) {
        return map;
      }
      complaints.add(at + 1, "metadata: expected {\"key\": value}, found: " + text);
    } catch (JacksonException e) {
      complaints.add(at + 1, "metadata: " + firstLine(e.getOriginalMessage()));
    }
    return Map.of();
  }

  private void checkTags(String line) {
    var outsideCode = line.replaceAll("`[^`]*`", "");
    var tag = BARE_TAG.matcher(outsideCode);
    if (tag.find()) {
      complaints.add(at + 1, tag.group() + " is not shown: write it in backticks");
    }
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "not JSON" : message.lines().findFirst().orElse("not JSON");
  }

  private static boolean isBlank(List<String> lines) {
    return lines.stream().allMatch(String::isBlank);
  }
}
