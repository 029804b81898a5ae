package interleave.lab;

import interleave.display.MimeBundle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** One or more ways, measured: the figures that a timing and a comparison show. */
record Measurement(List<Way> ways) {

  static final String NOTE = "Client and service share this machine.";

  Measurement {
    ways = List.copyOf(ways);
  }

  /**
   * What no way can undercut: the longest delay that any of them met. 0 if none fetched a slow
   * address.
   */
  long limitNanos() {
    return ways.stream().mapToLong(way -> way.fetches().limitNanos()).max().orElse(0);
  }

  boolean hasLimit() {
    return limitNanos() > 0;
  }

  /** How many requests a run made: of the ways, the one that made most. */
  int requests() {
    return ways.stream().mapToInt(way -> way.fetches().count()).max().orElse(0);
  }

  double timesTheLimit(Way way) {
    return (double) way.medianNanos() / limitNanos();
  }

  /** How many times faster than the first way. */
  double speedUp(Way way) {
    return (double) ways.getFirst().medianNanos() / Math.max(1, way.medianNanos());
  }

  /** The way that clearly beats every other, if there is one. */
  Optional<Way> winner() {
    return ways.stream()
        .filter(way ->
            ways.size() > 1
                && ways.stream().allMatch(other -> other == way || way.clearlyBeats(other)))
        .findFirst();
  }

  Way way(String label) {
    return ways.stream()
        .filter(way -> way.label().equals(label))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no way '"
                    + label
                    + "' was measured (there is: "
                    + ways.stream().map(Way::label).toList()
                    + ")"));
  }

  /**
   * @param more a line for the text, empty for none
   */
  MimeBundle bundle(String more) {
    var forms = new LinkedHashMap<String, String>();
    forms.put(MimeBundle.COMPARISON, MeasurementJson.of(this));
    forms.put(MimeBundle.TEXT, MeasurementText.of(this) + (more.isEmpty() ? "" : "\n" + more));
    return new MimeBundle(forms);
  }
}
