package interleave.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import interleave.lab.Comparing.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock("interleave.lab.Recording")
class ComparingTest {

  /** A clock that only the tasks below move: each run of a task takes the next of its times. */
  private long now = -1_000_000_000L;

  private final List<String> order = new ArrayList<>();

  private Task way(String label, double... millis) {
    Iterator<Double> times = Arrays.stream(millis).iterator();
    var last = new double[1];
    return new Task(
        label,
        () -> {
          order.add(label);
          last[0] = times.hasNext() ? times.next() : last[0];
          now += (long) (last[0] * 1e6);
          return label;
        });
  }

  private Comparison compare(Task... ways) throws Exception {
    return new Comparing(() -> now).of(List.of(ways));
  }

  @Nested
  class Repetition {
    @Test
    void runsALongWayOnceAndAShortOneSeveralTimesInTurns() throws Exception {
      compare(way("one after another", 4_000), way("all at once", 206));
      assertThat(order)
          .containsExactly("one after another", "all at once", "all at once", "all at once");
    }

    @Test
    void alternatesSoThatADisturbanceMeetsAll() throws Exception {
      compare(way("a", 200), way("b", 200));
      assertThat(order).containsExactly("a", "b", "a", "b", "a", "b", "a", "b");
    }

    @Test
    void endsAfterNineRunsOfWhatTakesNoTime() throws Exception {
      compare(way("a", 0), way("b", 0));
      assertThat(order).hasSize(18);
    }

    @Test
    void costsAtMostSixHundredMillisecondsAWay() throws Exception {
      var comparison = compare(way("a", 90), way("b", 301));
      assertThat(order).filteredOn("a"::equals).hasSize(7);
      assertThat(order).filteredOn("b"::equals).hasSize(2);
      assertThat(comparison.elapsed("a")).isEqualTo(Duration.ofMillis(90));
    }
  }

  @Nested
  class Figures {
    @Test
    void areMedianAndRange() throws Exception {
      assertThat(compare(way("a", 190, 210, 200), way("b", 4_000)).toString())
          .contains("a    200 ms     1.0 ×  3 runs, 190 ms to 210 ms")
          .contains("b  4\u202f000 ms     0.1 ×\n");
    }

    @Test
    void leaveOutTheFirstOfManyRunsAsWarmUp() throws Exception {
      var comparison = compare(way("cold", 90, 10), way("slow", 4_000));
      assertThat(comparison.toString()).contains("8 runs, 10.0 ms to 10.0 ms");
    }

    @Test
    void compareWithTheFirstWay() throws Exception {
      var comparison = compare(way("a", 4_000), way("b", 1_000), way("c", 8_000));
      assertThat(comparison.speedUp("a")).isEqualTo(1.0);
      assertThat(comparison.speedUp("b")).isEqualTo(4.0);
      assertThat(comparison.speedUp("c")).isEqualTo(0.5);
    }

    @Test
    void areAskedForByLabel() throws Exception {
      var comparison = compare(way("a", 1_000), way("b", 1_000));
      assertThatThrownBy(() -> comparison.elapsed("c"))
          .hasMessage("no way 'c' was measured (there is: [a, b])");
    }
  }

  @Nested
  class Winner {
    @Test
    void isTheWayWhoseSlowestRunBeatsAllOthers() throws Exception {
      var comparison = compare(way("a", 4_000), way("b", 206, 204, 209), way("c", 2_000));
      assertThat(comparison.winner()).contains("b");
      assertThat(comparison.toString()).contains("Fastest: b.");
    }

    @Test
    void isNobodyWhenRangesOverlap() throws Exception {
      var comparison = compare(way("a", 200, 230, 205), way("b", 220, 240, 235));
      assertThat(comparison.winner()).isEmpty();
      assertThat(comparison.toString())
          .contains("No winner: the times of the fastest ways overlap.");
    }

    @Test
    void isNobodyWhenSingleRunsAreWithinATenthOfEachOther() throws Exception {
      assertThat(compare(way("a", 1_000), way("b", 1_150)).winner()).isEmpty();
      assertThat(compare(way("a", 1_000), way("b", 1_300)).winner()).contains("a");
    }

    @Test
    void isNobodyForMicroseconds() throws Exception {
      assertThat(compare(way("a", 0.001), way("b", 0.005)).winner()).isEmpty();
    }
  }

  @Nested
  class Faults {
    @Test
    void ofAWayEndTheComparison() {
      Task broken =
          new Task(
              "broken",
              () -> {
                throw new IllegalStateException("broken");
              });
      assertThatThrownBy(() -> compare(way("a", 1_000), broken))
          .isInstanceOf(IllegalStateException.class);
      assertThat(order).containsExactly("a");
    }

    @Test
    void areLabelsThatAreNotDifferent() {
      assertThatThrownBy(() -> compare(way("a", 1), way("a", 1)))
          .hasMessage("expected a label of its own for each way, found 'a' twice");
    }
  }
}
