package interleave.check;

import interleave.display.Displayable;
import interleave.display.Json;
import interleave.display.MimeBundle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a check ended, as facts for the server. It travels as the value of the run and not as
 * something shown: only the check itself has a say in that value, whatever the learner's code
 * prints and displays meanwhile.
 */
public final class Verdict implements Displayable {
  /** The type of the facts: {@code checks}, {@code end}, {@code message}, {@code frames}. */
  public static final String TYPE = "application/vnd.interleave.verdict+json";

  private static final int MOST_FRAMES = 20;

  private final List<Map<String, @Nullable Object>> checks = new ArrayList<>();
  private final List<Map<String, @Nullable Object>> frames = new ArrayList<>();
  private String end = "passed";
  private String message = "";

  Verdict() {}

  void passed(String name) {
    var check = new LinkedHashMap<String, @Nullable Object>();
    check.put("name", name);
    check.put("passed", true);
    check.put("message", "");
    checks.add(check);
  }

  void evidence(String text) {
    if (!checks.isEmpty()) {
      checks.getLast().put("message", text);
    }
  }

  void passed() {
    end = "passed";
  }

  void end(CheckEnded ended) {
    message = String.valueOf(ended.getMessage());
    switch (ended.why()) {
      case FAILED -> {
        end = "failed";
        passed(ended.check());
        checks.getLast().put("passed", false);
        checks.getLast().put("message", message);
      }
      case THREW -> {
        end = "threw";
        Throwable cause = ended.getCause();
        if (cause != null) {
          Arrays.stream(cause.getStackTrace())
              .filter(call -> call.getFileName() != null && call.getFileName().startsWith("cell "))
              .limit(MOST_FRAMES)
              .forEach(this::frame);
        }
      }
      case OUT_OF_TIME -> end = "stopped";
    }
  }

  private void frame(StackTraceElement call) {
    var frame = new LinkedHashMap<String, @Nullable Object>();
    frame.put("file", call.getFileName());
    frame.put("line", call.getLineNumber());
    frames.add(frame);
  }

  @Override
  public MimeBundle bundle() {
    var facts = new LinkedHashMap<String, @Nullable Object>();
    facts.put("checks", checks);
    facts.put("end", end);
    facts.put("message", message);
    facts.put("frames", frames);
    return new MimeBundle(Map.of(TYPE, Json.text(facts), MimeBundle.TEXT, end + " " + message));
  }
}
