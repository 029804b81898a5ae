package interleave.catalog;

import interleave.catalog.LessonReader.Complaints;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What a lesson says about itself before its first line.
 *
 * @param lines how many lines of the file it takes
 */
record FrontMatter(String description, int minutes, int lines) {

  static FrontMatter read(String text, Complaints complaints) {
    var lines = text.lines().toList();
    if (lines.isEmpty() || !lines.getFirst().equals("---")) {
      complaints.add(1, "front matter: the file begins with ---, found: " + start(text));
      return new FrontMatter("", 0, 0);
    }
    int end = lines.subList(1, lines.size()).indexOf("---") + 1;
    if (end == 0) {
      complaints.add(1, "front matter: no --- ends it");
      return new FrontMatter("", 0, lines.size());
    }
    var yaml = yaml(String.join("\n", lines.subList(1, end)), 1, "front matter", complaints);
    if (yaml.isEmpty()) {
      return new FrontMatter("", 0, end + 1);
    }
    var values = yaml.get();
    if (!values.containsKey("kernelspec")) {
      complaints.add(
          1, "front matter: kernelspec is missing; without it other tools nest the code cells");
    }
    return new FrontMatter(
        values.get("description") instanceof String description
            ? description
            : complain(
                complaints,
                "front matter: description is missing; one line for the list of lessons"),
        values.get("interleave") instanceof Map<?, ?> ours
                && ours.get("minutes") instanceof Integer minutes
            ? minutes
            : complain(complaints, "front matter: interleave.minutes is missing; a whole number")
                .length(),
        end + 1);
  }

  /**
   * A mapping in YAML.
   *
   * @param before lines of the file above the text
   */
  static Optional<Map<?, ?>> yaml(String text, int before, String what, Complaints complaints) {
    try {
      var loaded = new Load(LoadSettings.builder().build()).loadFromString(text);
      if (loaded instanceof Map<?, ?> map) {
        return Optional.of(map);
      }
      complaints.add(before + 1, what + ": expected key: value lines, found: " + start(text));
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine()).orElse(0);
      complaints.add(before + line + 1, what + ": " + e.getProblem());
    } catch (YamlEngineException e) {
      complaints.add(before + 1, what + ": " + e.getMessage());
    }
    return Optional.empty();
  }

  private static String complain(Complaints complaints, String message) {
    complaints.add(1, message);
    return "";
  }

  private static String start(String text) {
    return text.isBlank() ? "nothing" : "'" + text.lines().findFirst().orElse("") + "'";
  }
}
