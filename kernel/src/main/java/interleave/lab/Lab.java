package interleave.lab;

import interleave.display.CellContext;
import interleave.display.CellContexts;
import interleave.display.Displayable;
import interleave.display.Displays;
import interleave.display.Json;
import interleave.display.MimeBundle;
import interleave.lab.Comparing.Task;
import interleave.timeline.PastRuns;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What every cell can call without an import: slow addresses, timing, other cells; and, inherited,
 * so that one name holds all: {@link Looping}, {@link Charts}, {@link Working}, {@link
 * AsyncFetching}, {@link Fetching}. What shows values is in {@link Showing}.
 */
public class Lab extends Looping {

  // A check of a lesson inherits all of this, so that a learner's own fetch does not hide ours from
  // it.
  protected Lab() {}

  /**
   * Makes addresses on this machine that each wait before they answer.
   *
   * {@snippet :
   * var urls = slowUrls(20, ofMillis(200));
   * }
   *
   * <p>Opens the connections that fetching them all at once needs, so that a measurement shows the
   * waits alone. Leaves out failures, jitter and limits: see {@link SlowUrls}.
   */
  public static SlowUrls slowUrls(int count, Duration each) {
    return slowUrls(count, _ -> each);
  }

  /**
   * Makes addresses that each have a delay of their own; the function is given 0 for the first.
   *
   * {@snippet :
   * var urls = slowUrls(20, i -> ofMillis(400 - 10 * i));   // the first answers last
   * }
   *
   * <p>Leaves out failures and limits: see {@link SlowUrls}.
   */
  public static SlowUrls slowUrls(int count, IntFunction<Duration> delayOf) {
    return SlowUrls.make(SlowServiceLink.ofThisMachine(Fetching.HTTP), count, delayOf);
  }

  /**
   * Runs a task once, shows how long it took, and returns that with the task's result.
   *
   * {@snippet :
   * var urls = slowUrls(20, ofMillis(20));
   * time("all at once", () -> fetchAll(urls));
   * }
   *
   * <p>Beside the time stands its multiple of the limit: the longest delay of the slow addresses
   * that were fetched. Leaves out repetition: see {@code compare}.
   *
   * @throws Exception what the task throws; then nothing is shown
   */
  public static <T extends @Nullable Object> Timing<T> time(String label, Callable<T> task)
      throws Exception {
    var way = new Way(label);
    var mark = Effort.Mark.now();
    T result = way.run(task, System::nanoTime);
    return shown(new Timing<>(way, result, mark.untilNow()));
  }

  /**
   * Runs a task that returns nothing once, and shows how long it took.
   *
   * {@snippet :
   * time("a nap", () -> Thread.sleep(100));
   * }
   *
   * <p>Leaves out repetition: see {@code compare}.
   */
  // It is a Timing<@Nullable Void>, but JShell spells out the type of a var, and knows no
  // annotation.
  @SuppressWarnings("NullAway")
  public static Timing<Void> time(String label, Action task) throws Exception {
    return time(
        label,
        () -> {
          task.run();
          return null;
        });
  }

  /**
   * Notes a value that the cell has found out, under a name, and shows it.
   *
   * {@snippet :
   * measured("lost updates", 1_000 - 997);
   * }
   *
   * <p>A prediction of a lesson is compared with it. Leaves out units: the prediction has one.
   *
   * @param value a number or a text
   */
  public static void measured(String label, Object value) {
    var facts = new LinkedHashMap<String, @Nullable Object>();
    facts.put("label", label);
    facts.put(
        "value", value instanceof Number || value instanceof Boolean ? value : value.toString());
    var forms = new LinkedHashMap<String, String>();
    forms.put(MimeBundle.MEASURED, Json.text(facts));
    forms.put(MimeBundle.TEXT, label + ": " + value);
    Displays.show(value, new MimeBundle(forms));
  }

  /**
   * Says how long you think that something will take: drawn beside the next measurement of that
   * label.
   *
   * {@snippet :
   * predict("all at once", ofMillis(400));
   * time("all at once", () -> fetchAll(slowUrls(20, ofMillis(20))));
   * }
   *
   * <p>Leaves out marks: a wrong guess teaches more than none.
   */
  public static void predict(String label, Duration guess) {
    Guesses.put(label, Working.positive(guess));
  }

  /**
   * Prints what a helper does, in about ten lines of its own source.
   *
   * {@snippet :
   * source("fetchAll");
   * }
   *
   * <p>Leaves out documentation, and what only counts waits for {@code time} and {@code compare}.
   *
   * @throws IllegalArgumentException if none is kept for that name; it says for which there is one
   */
  public static void source(String name) {
    String source = HelperSource.of(name);
    var forms = new LinkedHashMap<String, String>();
    forms.put("text/markdown", "```java\n" + source + "```");
    forms.put(MimeBundle.TEXT, source);
    Displays.show(source, new MimeBundle(forms));
  }

  /**
   * Runs two ways in turns, short ones several times, and shows their times side by side.
   *
   * {@snippet :
   * var urls = slowUrls(20, ofMillis(20));
   * compare("one after another", () -> fetchOneByOne(urls), "all at once", () -> fetchAll(urls));
   * }
   *
   * <p>Names a winner only if even its slowest run was faster than all runs of the others. From
   * four runs on, the first is taken as warm-up and left out. Leaves out everything that a
   * benchmark of code under a millisecond needs.
   */
  public static Comparison compare(
      String label1, Callable<?> task1, String label2, Callable<?> task2) throws Exception {
    return compare(List.of(new Task(label1, task1), new Task(label2, task2)));
  }

  /** Compares three ways: see {@link #compare(String, Callable, String, Callable)}. */
  public static Comparison compare(
      String label1,
      Callable<?> task1,
      String label2,
      Callable<?> task2,
      String label3,
      Callable<?> task3)
      throws Exception {
    return compare(
        List.of(new Task(label1, task1), new Task(label2, task2), new Task(label3, task3)));
  }

  /** Compares four ways: see {@link #compare(String, Callable, String, Callable)}. */
  public static Comparison compare(
      String label1,
      Callable<?> task1,
      String label2,
      Callable<?> task2,
      String label3,
      Callable<?> task3,
      String label4,
      Callable<?> task4)
      throws Exception {
    return compare(
        List.of(
            new Task(label1, task1),
            new Task(label2, task2),
            new Task(label3, task3),
            new Task(label4, task4)));
  }

  /** Compares five ways: see {@link #compare(String, Callable, String, Callable)}. */
  public static Comparison compare(
      String label1,
      Callable<?> task1,
      String label2,
      Callable<?> task2,
      String label3,
      Callable<?> task3,
      String label4,
      Callable<?> task4,
      String label5,
      Callable<?> task5)
      throws Exception {
    return compare(
        List.of(
            new Task(label1, task1),
            new Task(label2, task2),
            new Task(label3, task3),
            new Task(label4, task4),
            new Task(label5, task5)));
  }

  /** Compares six ways: see {@link #compare(String, Callable, String, Callable)}. */
  public static Comparison compare(
      String label1,
      Callable<?> task1,
      String label2,
      Callable<?> task2,
      String label3,
      Callable<?> task3,
      String label4,
      Callable<?> task4,
      String label5,
      Callable<?> task5,
      String label6,
      Callable<?> task6)
      throws Exception {
    return compare(
        List.of(
            new Task(label1, task1),
            new Task(label2, task2),
            new Task(label3, task3),
            new Task(label4, task4),
            new Task(label5, task5),
            new Task(label6, task6)));
  }

  private static Comparison compare(List<Task> ways) throws Exception {
    return shown(new Comparing(System::nanoTime).of(ways));
  }

  private static <D extends Displayable> D shown(D displayable) {
    Displays.show(displayable, displayable.bundle());
    return displayable;
  }

  /**
   * The cell that the calling thread works for, to be taken along to threads that work for another.
   *
   * {@snippet :
   * var mine = thisCell();
   * ForkJoinPool.commonPool().submit(mine.wrap(() -> IO.println("under this cell")));
   * }
   *
   * <p>Needed only where Java cannot know: a thread prints under the cell that started it, and a
   * task of a pool under the cell whose code it is. Leaves out threads that are at work already.
   */
  public static CellContext thisCell() {
    return CellContexts.current();
  }

  /**
   * Another cell, by its name in the notebook's file: the last run of it.
   *
   * {@snippet :
   * cell("log").run(() -> IO.println("under the cell that is called log"));   // it has to have run
   * }
   *
   * <p>Leaves out cells of other notebooks.
   *
   * @throws IllegalArgumentException if no cell of that name has run since Java was started
   */
  public static CellContext cell(String name) {
    return CellContexts.of(name)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no cell '" + name + "' has run since Java was started: run it first"));
  }

  /**
   * What the threads of another cell did when it last ran to its end.
   *
   * {@snippet :
   * IO.println(lastRun("log").threads().size() + " threads were started");   // it has to have run
   * }
   *
   * <p>Leaves out the run that is under way: its end is not known yet.
   *
   * @param name of the cell in the notebook's file
   * @throws IllegalArgumentException if no such cell has run since Java was started
   */
  public static RunEvidence lastRun(String name) {
    return PastRuns.of(name)
        .map(RunEvidence::of)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no cell '" + name + "' has run to its end since Java was started: run it first"));
  }

  /**
   * Makes the first call of everything here as fast as the second. The worker calls this before a
   * notebook gets it.
   *
   * <p>Shows nothing and never throws: a slow service that is not there is told by the first cell
   * that needs it.
   */
  public static void warmUp() {
    try {
      WarmUp.run();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (Exception _) {
      // As said above.
    } finally {
      Fetching.HTTP
          .close(); // the worker may wait in the pool for longer than the service keeps connections
    }
  }
}
