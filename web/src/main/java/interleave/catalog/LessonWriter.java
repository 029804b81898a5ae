package interleave.catalog;

import interleave.catalog.LessonBlocks.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * A lesson's file as Jupytext would write it: what differs from it would change by itself with the
 * first tool that opens the file.
 */
final class LessonWriter {
  private static final int LONGEST_YAML_LINE = 80;

  private LessonWriter() {}

  /** The first line that would be written otherwise, and how; empty if none. */
  static Optional<Mistake> difference(String file, String text) {
    var front = FrontMatter.read(text, (_, _) -> {});
    var blocks = new LessonBlocks(text, front.lines(), (_, _) -> {}).read();
    var before = text.lines().limit(front.lines()).toList();
    var written = (String.join("\n", before) + "\n\n" + write(blocks)).split("\n", -1);
    var found = text.split("\n", -1);
    for (int i = 0; i < Math.max(written.length, found.length); i++) {
      var was = i < found.length ? found[i] : "nothing";
      var is = i < written.length ? written[i] : "nothing";
      if (i >= found.length || i >= written.length || !was.equals(is)) {
        return Optional.of(
            new Mistake(
                file,
                i + 1,
                "written back, this line would be: '" + is + "', found: '" + was + "'"));
      }
    }
    return Optional.empty();
  }

  static String write(List<Block> blocks) {
    var pieces = new ArrayList<String>();
    for (int i = 0; i < blocks.size(); i++) {
      var block = blocks.get(i);
      if (block.code()) {
        pieces.add(code(block));
      } else {
        if (needsMark(blocks, i)) {
          pieces.add(
              block.metadata().isEmpty() ? "+++" : "+++ " + LessonJson.text(block.metadata()));
        }
        pieces.add(block.source());
      }
    }
    return String.join("\n\n", pieces) + "\n";
  }

  private static boolean needsMark(List<Block> blocks, int at) {
    var block = blocks.get(at);
    if (!block.metadata().isEmpty()) {
      return true;
    }
    if (at == 0 || blocks.get(at - 1).code()) {
      return false;
    }
    // Two Markdown cells: a heading of a step is enough between plain ones.
    return block.marked() || block.step().isEmpty() || !blocks.get(at - 1).metadata().isEmpty();
  }

  private static String code(Block block) {
    var metadata = block.metadata().isEmpty() ? "" : "---\n" + yaml(block.metadata()) + "---\n";
    var source = block.source().isEmpty() ? "" : block.source() + "\n";
    return "```{code-cell} java\n" + metadata + source + "```";
  }

  private static String yaml(Map<?, ?> metadata) {
    var settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setWidth(LONGEST_YAML_LINE)
            .build();
    return new Dump(settings).dumpToString(sorted(metadata));
  }

  private static Object sorted(Object value) {
    if (value instanceof Map<?, ?> map) {
      var sorted = new TreeMap<String, Object>();
      map.forEach((key, inner) -> sorted.put(String.valueOf(key), sorted(inner)));
      return sorted;
    }
    return value instanceof List<?> list ? list.stream().map(LessonWriter::sorted).toList() : value;
  }
}
