package interleave.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures everything and writes {@code web/bench/FIGURES.md}: {@code mvn -q -Pbench}. With {@code
 * -Dparts=STOP,COMPILE} it measures these and prints them, and the file stays as it is.
 */
final class Figures {
  private static final String HEADING =
      "| what | target | measured | range | |%n|---|---|---|---|---|".formatted();

  private Figures() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    var chosen = System.getProperty("parts", "");
    var parts =
        chosen.isEmpty()
            ? List.of(Part.values())
            : Arrays.stream(chosen.split(",")).map(Part::valueOf).toList();
    var start = System.nanoTime();
    var report = new ArrayList<>(Machine.facts());
    for (var part : parts) {
      System.err.println("measures: " + part.title);
      report.add("");
      report.add("## " + part.title);
      report.add("");
      report.add(HEADING);
      report.addAll(PartProcess.run(part));
    }
    report.add("");
    report.add(
        "Measured in %d min, load average %s at the end."
            .formatted(Duration.ofNanos(System.nanoTime() - start).toMinutes(), Machine.load()));
    var text = String.join("\n", report) + "\n";
    System.out.println(text);
    if (chosen.isEmpty()) {
      var file =
          Path.of(System.getProperty("interleave.root", ".")).resolve("web/bench/FIGURES.md");
      Files.writeString(file, text);
      System.out.println("written to " + file);
    }
  }
}
