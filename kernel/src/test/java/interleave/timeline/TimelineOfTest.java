package interleave.timeline;

import static interleave.timeline.State.BLOCKED;
import static interleave.timeline.State.DOING;
import static interleave.timeline.State.IDLE;
import static interleave.timeline.State.READY;
import static interleave.timeline.State.TASK;
import static interleave.timeline.State.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import interleave.timeline.ThreadLife.Belonging;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Threads' states in, what a reader sees out; all in milliseconds. */
class TimelineOfTest {
  private static final Belonging CELL = new Belonging(0, "this cell", true);
  private static final Belonging POOL = new Belonging(1, "thread pool", false);

  private static Bar bar(State state, long from, long to) {
    return new Bar(state, from * 1_000_000, to * 1_000_000, "");
  }

  private static ThreadLife life(String name, Belonging group, Bar... bars) {
    return new ThreadLife(
        name,
        false,
        group,
        Precision.EXACT,
        bars[0].from(),
        bars[bars.length - 1].to(),
        false,
        Totals.of(List.of(bars)),
        List.of(bars));
  }

  private static Timeline of(ThreadLife... lives) {
    return Timeline.of(List.of(lives), 2, "");
  }

  private static List<ThreadLife> many(int count, Bar... bars) {
    return IntStream.range(0, count).mapToObj(i -> life("t-" + i, POOL, bars)).toList();
  }

  @Nested
  class Groups {
    @Test
    void comeInTheOrderOfTheirStartTheCellsOwnThreadFirst() {
      var other = new Belonging(2, "virtual threads", false);
      Timeline timeline =
          of(
              life("late", POOL, bar(DOING, 5, 9)),
              life("early", other, bar(DOING, 1, 9)),
              life("cell", CELL, bar(TASK, 2, 9)));
      assertThat(timeline.groups())
          .extracting(Group::name)
          .containsExactly("this cell", "virtual threads", "thread pool");
    }

    @Test
    void ofTheSameKindAreNumbered() {
      Timeline timeline =
          of(
              life("a", POOL, bar(DOING, 0, 9)),
              life("b", new Belonging(7, "thread pool", false), bar(DOING, 1, 9)));
      assertThat(timeline.groups())
          .extracting(Group::name)
          .containsExactly("thread pool 1", "thread pool 2");
    }

    @Test
    void ofMoreThanThirtyThreadsHaveABandToo() {
      Group thirty = Timeline.of(many(30, bar(WAITING, 0, 100)), 2, "").groups().getFirst();
      assertThat(thirty.band()).isEmpty();
      Group more = Timeline.of(many(31, bar(WAITING, 0, 100)), 2, "").groups().getFirst();
      assertThat(more.lanes()).hasSize(31);
      assertThat(more.band()).singleElement().returns(31.0, Group.Step::waiting);
    }

    @Test
    void ofVeryManyThreadsHaveOnlyABand() {
      Group group =
          Timeline.of(many(20_000, bar(READY, 0, 50), bar(WAITING, 50, 100)), 2, "")
              .groups()
              .getFirst();
      assertThat(group.lanes()).isEmpty();
      assertThat(group.band()).hasSize(2);
      assertThat(group.totals().waiting()).isEqualTo(20_000 * 50_000_000L);
    }
  }

  @Nested
  class Bounds {
    @Test
    void neverMoreThanTwoThousandBarsLeaveAndTheTotalsStayExact() {
      var switching = new ArrayList<Bar>();
      for (int i = 0; i < 10_000; i += 2) {
        switching.add(bar(DOING, i, i + 1));
        switching.add(bar(WAITING, i + 1, i + 2));
      }
      Timeline timeline = of(life("busy", POOL, switching.toArray(Bar[]::new)));
      Lane lane = timeline.groups().getFirst().lanes().getFirst();
      assertThat(lane.bars()).hasSizeLessThanOrEqualTo(2_000);
      assertThat(lane.bars().getLast().to()).isEqualTo(10_000_000_000L);
      assertThat(lane.totals().doing()).isEqualTo(5_000_000_000L);
    }

    @Test
    void shortBarsBecomeOneInTheStateThatLastedLongest() {
      assertThat(
              Bars.joined(
                  List.of(
                      bar(DOING, 0, 1), bar(READY, 1, 4), bar(DOING, 4, 5), bar(WAITING, 5, 60)),
                  10_000_000))
          .containsExactly(bar(READY, 0, 5), bar(WAITING, 5, 60));
    }
  }

  @Nested
  class TimeOfTheCompiler {
    @Test
    void isTakenOut() {
      Timeline timeline =
          of(
              life(
                  "cell",
                  CELL,
                  bar(IDLE, 0, 40),
                  bar(DOING, 40, 50),
                  bar(IDLE, 50, 90),
                  bar(WAITING, 90, 290)));
      assertThat(timeline.wallNanos()).isEqualTo(210_000_000);
      assertThat(timeline.groups().getFirst().lanes().getFirst().bars())
          .containsExactly(bar(DOING, 0, 10), bar(WAITING, 10, 210));
    }

    @Test
    void staysWhileAnotherThreadOfTheCellLives() {
      Timeline timeline =
          of(
              life("cell", CELL, bar(DOING, 0, 10), bar(IDLE, 10, 50), bar(DOING, 50, 60)),
              life("heartbeat", POOL, bar(WAITING, 5, 60)));
      assertThat(timeline.wallNanos()).isEqualTo(60_000_000);
    }
  }

  @Nested
  class Verdicts {
    private static String line(ThreadLife... lives) {
      return of(lives).verdict().line().replace('\u202f', ' ');
    }

    @Test
    void oneWaitAfterTheOther() {
      assertThat(of(life("cell", CELL, bar(DOING, 0, 2), bar(WAITING, 2, 200))).verdict())
          .returns("99\u202f% waiting: more at once will help.", Verdict::line)
          .matches(verdict -> verdict.advice().startsWith("One wait came after the other"));
    }

    @Test
    void manyWaitsAtOnceLeaveLittleToWin() {
      var lives = new ArrayList<>(many(20, bar(DOING, 0, 1), bar(WAITING, 1, 201)));
      lives.add(life("cell", CELL, bar(TASK, 0, 201)));
      Verdict verdict = Timeline.of(lives, 2, "").verdict();
      assertThat(verdict.line()).contains("as long as there are more waits to overlap");
      assertThat(verdict.advice()).startsWith("20 waits went on at the same time");
    }

    @Test
    void allCoresBusy() {
      assertThat(
              line(
                  life("cell", CELL, bar(TASK, 0, 100)),
                  life("a", POOL, bar(DOING, 0, 100)),
                  life("b", POOL, bar(DOING, 0, 98), bar(WAITING, 98, 100))))
          .isEqualTo("99 % doing: only more cores will help.");
    }

    @Test
    void oneCoreOfTwoBusy() {
      assertThat(line(life("cell", CELL, bar(DOING, 0, 100))))
          .isEqualTo("100 % doing: more cores will help, more waiting at once will not.");
    }

    @Test
    void bothAreNamedInAMixedCell() {
      assertThat(line(life("cell", CELL, bar(DOING, 0, 40), bar(WAITING, 40, 100))))
          .isEqualTo("60 % waiting, 40 % doing: some of both.");
    }

    @Test
    void aLockThatEverybodyQueuesFor() {
      assertThat(
              line(
                  life("a", POOL, bar(DOING, 0, 30)),
                  life("b", POOL, bar(BLOCKED, 0, 30), bar(DOING, 30, 60)),
                  life("c", POOL, bar(BLOCKED, 0, 60), bar(DOING, 60, 61))))
          .isEqualTo("60 % blocked on a lock.");
    }

    @Test
    void waitingForAThreadOfTheCellIsNoWaitOfItsOwn() {
      assertThat(
              line(life("cell", CELL, bar(TASK, 0, 100)), life("worker", POOL, bar(DOING, 0, 100))))
          .startsWith("100 % doing");
    }

    @Test
    void waitingForNobodyThatIsKnownIsWaitingForSomethingOutside() {
      assertThat(line(life("cell", CELL, bar(DOING, 0, 4), bar(TASK, 4, 400))))
          .startsWith("99 % waiting");
    }

    @Test
    void nothingIsSaidOfTheFirstMilliseconds() {
      assertThat(line(life("cell", CELL, bar(DOING, 0, 4)))).startsWith("Too short to tell");
    }
  }

  @Test
  void aLoneQuickThreadIsNotWorthShowing() {
    assertThat(of(life("cell", CELL, bar(DOING, 0, 20))).worthShowing()).isFalse();
    assertThat(of(life("cell", CELL, bar(WAITING, 0, 60))).worthShowing()).isTrue();
    assertThat(
            of(life("cell", CELL, bar(DOING, 0, 2)), life("t", POOL, bar(DOING, 0, 1)))
                .worthShowing())
        .isTrue();
  }
}
