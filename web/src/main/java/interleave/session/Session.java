package interleave.session;

import interleave.catalog.Workspace;
import interleave.kernel.CellId;
import interleave.kernel.Kernel;
import interleave.kernel.KernelFactory;
import interleave.kernel.Outcome;
import interleave.kernel.Run;
import interleave.kernel.StopSignal;
import interleave.notebook.Effect;
import interleave.notebook.KernelStatus;
import interleave.notebook.Notebook;
import interleave.notebook.Operation;
import interleave.notebook.Operation.ByKernel;
import interleave.notebook.Operation.ByReader;
import interleave.notebook.SavedStatus;
import interleave.notebook.Verdict;
import interleave.session.Letter.LiveKernel;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Owns one notebook, its kernel and the tabs that show it.
 *
 * <p><b>The rule: one thread, the inbox thread, reads letters and does all that changes the
 * notebook.</b> Tabs, kernel and saver live on threads of their own and only write letters. So
 * nothing here needs a lock, each tab sees the changes in the same order without a gap, and what
 * happens under load is what the tests of {@link Notebook} say.
 *
 * <p>The inbox thread must never wait for anyone who may be writing a letter to it, since the inbox
 * is bounded. So it waits for nobody: effects run on a thread each, a tab's outbox takes or drops,
 * the saver keeps only the latest notebook.
 *
 * <p>The session does not end with its last tab. A cell that runs goes on, and a reader who comes
 * back finds everything.
 *
 * <p>Rejected: an executor with one thread instead of the inbox. Its queue has no bound that makes
 * the kernel wait, and its tasks are code from anywhere, where letters are a closed list of what
 * can happen.
 */
public final class Session implements AutoCloseable {
  private static final int MOST_LETTERS = 256;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final String name; // when it was opened: its threads are called so
  private final String id = UUID.randomUUID().toString();
  private final KernelFactory kernels;
  private final InstantSource clock;
  private final Saver saver;
  private final Tutor tutor;
  private final Usage usage;
  private final Consumer<Session> onLeave;
  private final BlockingQueue<Letter> inbox = new ArrayBlockingQueue<>(MOST_LETTERS);
  private final Thread thread;
  private volatile boolean ended;

  // Written by the inbox thread alone. Others may look at the notebook, which is immutable, and see
  // it a moment late.
  private volatile Notebook notebook;

  // Written by the inbox thread alone. Others may ask it for help; if it is closed meanwhile
  // they get none.
  private volatile @Nullable LiveKernel kernel;

  // Touched by the inbox thread alone.
  private final Set<Client> clients = new LinkedHashSet<>();
  private @Nullable StopSignal stopOfCell; // of the last cell that was handed to the kernel
  private long seq;
  private int effectsUnderWay;
  private boolean closing;

  Session(
      Notebook notebook,
      Workspace workspace,
      Tutor tutor,
      KernelFactory kernels,
      InstantSource clock,
      Saver.Pace pace,
      Consumer<Session> onLeave) {
    this.name = notebook.name();
    this.notebook = notebook;
    this.tutor = tutor;
    this.kernels = kernels;
    this.clock = clock;
    this.usage = new Usage(clock.instant());
    this.onLeave = onLeave;
    this.saver = new Saver(name, workspace, clock, pace, this::submit);
    this.thread = Thread.ofVirtual().name("session " + name).unstarted(this::readLetters);
  }

  void start() {
    saver.start();
    thread.start();
  }

  /** Of its file, as it was a moment ago. */
  public String name() {
    return notebook.name();
  }

  /** The notebook as it was a moment ago. */
  public Notebook notebook() {
    return notebook;
  }

  /** Something has happened. Waits only while the inbox is full. */
  public void submit(Operation operation) {
    post(new Letter.Operate(operation));
  }

  /**
   * Its file is called so from now on; its tabs and its kernel go on.
   *
   * @throws IOException with a sentence for the reader
   */
  void rename(String to) throws IOException {
    saver.rename(to);
  }

  /**
   * As {@link #close}, and its tabs hear that there is nothing to come back for.
   *
   * @return whether nothing is being written any more
   */
  boolean leave() {
    post(new Letter.Leave());
    return finish();
  }

  /** The tab gets a snapshot and from then on every change; false if this session has left. */
  boolean connect(Client client) {
    if (!usage.arrive()) {
      return false;
    }
    post(new Letter.Connect(client));
    return true;
  }

  /** If nobody has used the notebook for this long, its kernel ends; later, the session too. */
  void look(Duration unused) {
    post(new Letter.Look(unused));
  }

  /** Its lesson's file is another one now. */
  void lessonChanged() {
    post(new Letter.LessonWritten());
  }

  public void disconnect(Client client) {
    post(new Letter.Disconnect(client));
  }

  /**
   * Answers the tab. Goes past the inbox: it changes nothing, and the reader is typing on. Never
   * blocks.
   */
  public void ask(Client client, Question question) {
    client.answering().ask(question, client, this);
  }

  /** What runs of it now, if anything does. Asks the system, which takes a moment. */
  Optional<Running> running() {
    var live = kernel;
    var now = notebook;
    // A lost one is closed only when the next one starts.
    return live == null || now.kernel().state() == KernelStatus.State.LOST
        ? Optional.empty()
        : Optional.of(
            new Running(
                now.name(), now.title(), now.kernel(), live.since(), live.kernel().footprint()));
  }

  /** The kernel in use, seen a moment late. */
  Optional<Kernel> kernel() {
    return Optional.ofNullable(kernel).map(LiveKernel::kernel);
  }

  /** The tab has missed changes and gets a snapshot. */
  void catchUp(Client client) {
    post(new Letter.CatchUp(client));
  }

  /**
   * Saves what is not saved and ends the kernel; returns when both is done. Waits two seconds for
   * each.
   */
  @Override
  public void close() {
    post(new Letter.Close());
    finish();
  }

  private boolean finish() {
    try {
      // The text first: a kernel that takes long to end must not cost it its time.
      boolean saved = saver.join(PATIENCE);
      if (!thread.join(PATIENCE) || !saved) {
        System.err.println("session " + name + " is still closing");
      }
      return saved;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void post(Letter letter) {
    try {
      // Looks up from time to time: after the end nobody takes a letter out of a full inbox.
      while (!ended && !inbox.offer(letter, 1, TimeUnit.SECONDS)) {}
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void readLetters() {
    try {
      // Every kernel that is still being started ends up in the inbox, so the last effect is waited
      // for.
      while (!closing || effectsUnderWay > 0) {
        readSafely(inbox.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended = true;
      clients.forEach(Client::close);
    }
  }

  /** A mistake of ours in one letter must not be the last that this notebook's reader sees. */
  private void readSafely(Letter letter) {
    try {
      read(letter);
    } catch (RuntimeException | Error e) {
      System.err.println("session " + name + " failed to handle " + letter);
      e.printStackTrace();
    }
  }

  private void read(Letter letter) {
    switch (letter) {
      case Letter.Operate(var operation) -> {
        usage.seen(clock.instant());
        apply(operation);
      }
      case Letter.Heard(var feed) -> {
        usage.seen(clock.instant());
        feed.take().forEach(this::apply);
      }
      case Letter.Connect(var client) -> {
        usage.arrived();
        usage.seen(clock.instant());
        clients.add(client);
        client.start(this);
        client.offer(snapshot());
        apply(new ByReader.Open());
      }
      case Letter.CatchUp(var client) -> client.offer(snapshot());
      case Letter.Disconnect(var client) -> {
        clients.remove(client);
        client.close();
      }
      case Letter.Started(var started) -> started(started);
      case Letter.EffectEnded _ -> effectsUnderWay--;
      case Letter.Look(var unused) -> {
        if (usage.none(unused, clock.instant())) {
          rest(unused);
        }
      }
      case Letter.LessonWritten _ -> lessonWritten();
      case Letter.Leave _ -> {
        clients.forEach(client -> client.endWith(new Message.Deleted()));
        clients.clear();
        end();
      }
      case Letter.Close _ -> end();
    }
  }

  /** A cell that runs is use; a page that is open and that nobody touches is not. */
  private void rest(Duration unused) {
    switch (notebook.kernel().state()) {
      case READY -> apply(new ByKernel.KernelIdle(notebook.kernelNumber(), unused));
      case NONE, RESTING, LOST -> {
        // Only what is on disk may be forgotten.
        if (clients.isEmpty()
            && notebook.saved().state() == SavedStatus.State.SAVED
            && usage.leave()) {
          onLeave.accept(this);
          end();
        }
      }
      case STARTING, RUNNING, STOPPING -> {}
    }
  }

  private void end() {
    closing = true;
    saver.close();
    closeKernel();
  }

  private Message.Snapshot snapshot() {
    return new Message.Snapshot(id, seq, notebook);
  }

  private void apply(Operation operation) {
    if (closing) {
      return;
    }
    var step = notebook.apply(operation, clock.instant());
    notebook = step.next();
    for (var change : step.changes()) {
      var update = new Message.Update(++seq, change);
      clients.forEach(client -> client.offer(update));
    }
    step.effects().forEach(this::perform);
  }

  private void perform(Effect effect) {
    switch (effect) {
      case Effect.StartKernel(var number) ->
          inBackground("kernel " + number + " of " + name, () -> startKernel(number));
      case Effect.RunOnKernel(_, var cell, var source) -> run(cell, source);
      case Effect.CheckOnKernel(_, var exercise, var source) -> check(exercise, source);
      case Effect.Reveal(var exercise, var hint) -> {
        var asked = notebook;
        inBackground(
            "hints of " + name, () -> tutor.reveal(asked, exercise, hint).ifPresent(this::submit));
      }
      case Effect.Measure(var cell) -> tutor.measure(notebook, cell).forEach(this::apply);
      case Effect.FetchLesson _ -> {
        var asked = notebook;
        inBackground("lesson of " + name, () -> tutor.fetch(asked).ifPresent(this::submit));
      }
      case Effect.StopKernel _ -> stop();
      case Effect.StopLeftovers(_, var cell) -> stopLeftovers(cell);
      case Effect.AnswerInput(_, var request, var line) -> answerInput(request, line);
      case Effect.KillKernel _ -> kill();
      case Effect.CloseKernel _ -> closeKernel();
      case Effect.Save _ -> saver.changed(notebook);
    }
  }

  private void startKernel(int number) {
    var feed = new KernelFeed(number, heard -> post(new Letter.Heard(heard)));
    try {
      var started = kernels.start(feed);
      post(new Letter.Started(new LiveKernel(number, started, feed, clock.instant())));
    } catch (RuntimeException | Error e) {
      submit(new ByKernel.KernelLost(number, "Java could not be started: " + reason(e)));
    }
  }

  private void started(LiveKernel started) {
    if (closing
        || started.number() != notebook.kernelNumber()
        || notebook.kernel().state() != KernelStatus.State.STARTING) {
      // While it was being started the reader restarted, or the server ends, or its worker ended
      // and said so before it could be handed over.
      inBackground("closing kernel " + started.number() + " of " + name, started::close);
      return;
    }
    kernel = started;
    apply(new ByKernel.KernelReady(started.number(), started.kernel().description()));
  }

  private void run(CellId cell, String source) {
    var on = kernel;
    if (on == null) {
      return; // not reached: a notebook runs cells only between KernelReady and CloseKernel
    }
    // Of this run alone: a Stop that is still on its way was meant for the cell before.
    var stop = new StopSignal();
    stopOfCell = stop;
    inBackground(
        "cell " + cell + " of " + name,
        () -> {
          submit(new ByKernel.CellStarted(on.number(), cell, clock.instant()));
          submit(
              new ByKernel.CellFinished(on.number(), cell, run(on.kernel(), cell, source, stop)));
        });
  }

  private void check(CellId exercise, String source) {
    var on = kernel;
    if (on == null) {
      return; // not reached: see run
    }
    var stop = new StopSignal();
    stopOfCell = stop;
    var of = notebook;
    inBackground(
        "check of " + exercise + " of " + name,
        () -> {
          var finished =
              tutor.check(
                  of,
                  exercise,
                  source,
                  on.number(),
                  check -> run(on.kernel(), check.cell(), check.source(), stop));
          if (finished.verdict().end() == Verdict.End.STOPPED) {
            on.kernel().stop(); // what ran out of time may still be running
          }
          submit(finished);
        });
  }

  /** An author sees the new text at once, or what is wrong with it. */
  private void lessonWritten() {
    var of = notebook;
    tutor
        .mistakes(of)
        .ifPresentOrElse(
            mistakes ->
                clients.forEach(client ->
                    client.offer(
                        new Message.Refused("this lesson has mistakes in it:\n" + mistakes))),
            () -> tutor.fetch(of).ifPresent(this::apply));
  }

  static Run run(Kernel on, CellId cell, String source, StopSignal stop) {
    try {
      return on.run(cell, source, stop);
    } catch (RuntimeException | Error e) {
      // Errors too: javac answers an expression that is nested too deeply with StackOverflowError.
      var reason =
          "The kernel failed: "
              + reason(e)
              + ". Your text and outputs are kept, the variables are gone.";
      return new Run(new Outcome.WorkerLost(reason), Duration.ZERO, Duration.ZERO);
    }
  }

  private void stop() {
    var on = kernel;
    var signal = stopOfCell;
    if (on != null) {
      inBackground(
          "stop of " + name,
          notebook.isRunning() && signal != null ? signal::give : on.kernel()::stop);
    }
  }

  private void stopLeftovers(CellId cell) {
    var on = kernel;
    if (on != null) {
      inBackground("stop of leftovers in " + name, () -> on.kernel().stopLeftovers(cell));
    }
  }

  private void kill() {
    var on = kernel;
    if (on != null) {
      inBackground("end of kernel " + on.number() + " of " + name, on.kernel()::kill);
    }
  }

  private void answerInput(long request, @Nullable String line) {
    var on = kernel;
    if (on != null) {
      inBackground(
          "input for " + name,
          () -> {
            if (line == null) {
              on.kernel().endInput(request);
            } else {
              on.kernel().input(request, line);
            }
          });
    }
  }

  private void closeKernel() {
    var on = kernel;
    kernel = null;
    stopOfCell = null;
    if (on != null) {
      inBackground("closing kernel " + on.number() + " of " + name, on::close);
    }
  }

  private void inBackground(String work, Runnable effect) {
    effectsUnderWay++;
    Thread.ofVirtual()
        .name(work)
        .start(() -> {
          try {
            effect.run();
          } finally {
            post(new Letter.EffectEnded());
          }
        });
  }

  private static String reason(Throwable e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
