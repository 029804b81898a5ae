package interleave.session;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.catalog.Lessons;
import interleave.catalog.Library;
import interleave.catalog.Workspace;
import interleave.kernel.CellId;
import interleave.notebook.Change;
import interleave.notebook.KernelStatus.State;
import interleave.notebook.Operation.ByReader;
import interleave.session.Saver.Pace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a notebook that nobody uses for half an hour. */
class IdleTest {
  private static final CellId CELL = new CellId("start-1");
  private static final Duration IDLE = Duration.ofMinutes(30);
  private static final Pace QUICK =
      new Pace(
          Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(5), Duration.ofMillis(20));

  private final FakeKernels kernels = new FakeKernels();
  private final Sessions sessions;
  private volatile Instant now = Instant.parse("2026-11-22T12:00:00Z");

  IdleTest(@TempDir Path folder) {
    var library =
        new Library(
            new Lessons(folder.resolve("none")), new Workspace(folder, InstantSource.system()));
    sessions = new Sessions(library, kernels, () -> now, Optional.empty(), QUICK);
  }

  @AfterEach
  void close() {
    sessions.close();
  }

  private Tab tab() {
    var tab = new Tab("tab");
    sessions.connect("story", tab.client());
    return tab;
  }

  private void lookAfter(Duration time) {
    now = now.plus(time);
    sessions.look(IDLE);
  }

  private static void sees(Tab tab, State state) {
    tab.sees(
        change -> change instanceof Change.KernelChanged(var status) && status.state() == state,
        "a kernel that is " + state);
  }

  @Test
  void itsKernelEndsAndItsPageSaysSo() {
    var tab = tab();
    sees(tab, State.READY);

    lookAfter(IDLE);

    sees(tab, State.RESTING);
    FakeKernel kernel = kernels.next();
    Patience.until(kernel::isClosed, "the end of the kernel");
  }

  @Test
  void whoeverTouchesItKeepsTheKernel() {
    var tab = tab();
    sees(tab, State.READY);
    var session = sessions.open("story");

    now = now.plus(Duration.ofMinutes(20));
    session.submit(new ByReader.EditCell(CELL, "1", "tab"));
    tab.sees(change -> change instanceof Change.SourceChanged, "the edit");
    lookAfter(Duration.ofMinutes(20));
    session.submit(new ByReader.RunCell(CELL, "2"));

    sees(tab, State.RUNNING);
    assertThat(session.notebook().kernelNumber()).isEqualTo(1);
  }

  @Test
  void aCellThatRunsKeepsTheKernel() {
    var tab = tab();
    sees(tab, State.READY);
    var session = sessions.open("story");
    session.submit(new ByReader.RunCell(CELL, "wait"));
    sees(tab, State.RUNNING);

    lookAfter(IDLE.multipliedBy(10));
    session.submit(new ByReader.EditCell(CELL, "later", "tab"));

    tab.sees(
        change ->
            change instanceof Change.SourceChanged(var cell, _, _, _)
                && cell.source().equals("later"),
        "the edit");
    assertThat(session.notebook().kernel().state()).isEqualTo(State.RUNNING);
  }

  @Test
  void theNextRunStartsANewKernel() {
    var tab = tab();
    sees(tab, State.READY);
    lookAfter(IDLE);
    sees(tab, State.RESTING);
    kernels.next();

    sessions.open("story").submit(new ByReader.RunCell(CELL, "1"));

    sees(tab, State.STARTING);
    kernels.next();
    assertThat(sessions.open("story").notebook().kernelNumber()).isEqualTo(2);
  }

  @Test
  void withoutATabItIsForgottenAndReadFromItsFileAgain() {
    var tab = tab();
    sees(tab, State.READY);
    var session = sessions.open("story");
    session.submit(new ByReader.EditCell(CELL, "kept", "tab"));
    session.disconnect(tab.client());

    Patience.until(
        () -> {
          lookAfter(IDLE);
          return sessions.open("story") != session;
        },
        "a new session");

    assertThat(sessions.open("story").notebook().cell(CELL).orElseThrow().source())
        .isEqualTo("kept");
  }

  @Test
  void aTabKeepsItInMemory() {
    var tab = tab();
    sees(tab, State.READY);
    var session = sessions.open("story");
    lookAfter(IDLE);
    sees(tab, State.RESTING);
    lookAfter(IDLE);
    session.submit(new ByReader.EditCell(CELL, "still here", "tab"));

    tab.sees(change -> change instanceof Change.SourceChanged, "the edit");
    assertThat(sessions.open("story")).isSameAs(session);
  }
}
