package interleave.lab;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.lab.Recording.Span;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock("interleave.lab.Recording")
class FetchesTest {

  private static Fetches fetches(Span... spans) {
    return new Fetches(List.of(spans));
  }

  @Test
  void countThoseUnderWayAtTheBusiestMoment() {
    assertThat(fetches().mostInFlight()).isZero();
    assertThat(fetches(new Span(0, 10, 0), new Span(10, 20, 0)).mostInFlight()).isEqualTo(1);
    assertThat(fetches(new Span(9, 20, 0), new Span(0, 10, 0)).mostInFlight()).isEqualTo(2);
    assertThat(
            fetches(new Span(0, 100, 0), new Span(10, 20, 0), new Span(30, 40, 0)).mostInFlight())
        .isEqualTo(2);
  }

  @Test
  void areLimitedByTheLongestDelay() {
    assertThat(fetches(new Span(0, 1, 300), new Span(0, 1, 200)).limitNanos()).isEqualTo(300);
    assertThat(fetches(new Span(0, 1, 0)).limitNanos()).isZero();
  }

  @Test
  void areThinnedEvenlyInTheOrderOfTheirBeginning() {
    var many = new Fetches(IntStream.range(0, 10).mapToObj(i -> new Span(9 - i, 100, 0)).toList());
    assertThat(many.sample(5)).extracting(Span::start).containsExactly(0L, 2L, 4L, 6L, 8L);
    assertThat(many.sample(10)).hasSize(10);
  }

  @Test
  void areRecordedFromAnyThreadForEveryMeasurementThatRuns() throws Exception {
    try (var outer = Recording.start();
        var inner = Recording.start()) {
      Thread.ofVirtual().start(() -> Recording.add(System.nanoTime(), System.nanoTime(), 5)).join();
      assertThat(outer.fetches().limitNanos()).isEqualTo(5);
      assertThat(inner.fetches().limitNanos()).isEqualTo(5);
    }
  }

  @Test
  void areNotRecordedIfTheyBeganBeforeTheMeasurement() {
    long before = System.nanoTime() - 1;
    try (var recording = Recording.start()) {
      Recording.add(before, System.nanoTime(), 77);
      assertThat(recording.fetches().spans()).isEmpty();
    }
  }
}
