package interleave.web;

import interleave.catalog.Lessons;
import interleave.catalog.Library;
import interleave.catalog.Workspace;
import interleave.jupyter.JupyterException;
import interleave.kernel.KernelFactory;
import interleave.kernel.KernelFailedException;
import interleave.kernel.jshell.JShellKernels;
import interleave.kernel.jshell.KernelSettings;
import interleave.libraries.MavenLibraries;
import interleave.proof.LessonProofs;
import interleave.proof.Proof;
import interleave.session.Sessions;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts the server and keeps it running until Ctrl-C. */
@Command(
    name = "interleave",
    description = "A notebook for learning concurrency by running it.",
    version = "Interleave 0.1.0",
    mixinStandardHelpOptions = true,
    subcommands = {JupyterCommand.class, RunCommand.class, RehearseCommand.class})
public final class Main implements Callable<Integer> {

  /**
   * With it the server ends when the process that started it does: Maven may be killed without
   * telling its children.
   */
  private static final String EXIT_WITH_PARENT = "interleave.exit-with-parent";

  /** A folder with lessons, for an author who edits them while the server runs. */
  private static final String LESSONS = "interleave.lessons";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--port",
      defaultValue = "8765",
      description =
          "Port of the page; the next free one is taken if it is in use (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--workspace",
      description = "Folder for your notebooks (default: interleave in your home folder).")
  private String workspace = "";

  @Option(names = "--no-open", description = "Do not open the browser.")
  private boolean noOpen;

  /** As Maven passes it on, which knows values and no flags. */
  @Option(names = "--open", hidden = true, arity = "1", defaultValue = "true")
  private boolean open;

  @Mixin private final KernelOptions kernelOptions = new KernelOptions();

  public static void main(String[] arguments) throws Exception {
    System.exit(
        JupyterCommand.isPlainRun(arguments)
            ? plainRun(arguments[2])
            : commandLine().execute(arguments));
  }

  private static int plainRun(String connectionFile) throws Exception {
    try {
      JupyterCommand.run(connectionFile);
      return 0;
    } catch (Exception e) {
      return failed(e);
    }
  }

  static CommandLine commandLine() {
    var commandLine = new CommandLine(new Main());
    commandLine.setExecutionExceptionHandler((e, _, _) -> failed(e));
    return commandLine;
  }

  /** Says what a user can do something about. */
  private static int failed(Exception e) throws Exception {
    if (e instanceof JupyterException || e instanceof KernelFailedException) {
      System.err.println(e.getMessage());
      return 1;
    }
    throw e;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (port < 0 || port > Server.HIGHEST_PORT) {
      throw new ParameterException(
          spec.commandLine(), "--port is 0 to " + Server.HIGHEST_PORT + ", found: " + port);
    }
    var kernels = kernels(); // first: its reserve takes longer to get ready than all the rest
    var library = new Library(lessons(), new Workspace(workspace(), clock()));
    library
        .workspace()
        .trouble()
        .ifPresent(trouble -> System.err.println("Nothing can be saved: " + trouble));
    var running = new CountDownLatch(1);
    var sessions = new Sessions(library, kernels, clock(), kernelOptions.idle());
    var server = Server.start(port, library, sessions);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> close(server, sessions, kernels), "shutdown"));
    exitWithParent();
    announce(server);
    StartupCache.find(program()).ifPresent(StartupCache::makeInBackground);
    running.await(); // until the process is told to end; then the shutdown hook does the rest
    return 0;
  }

  /** Runs every lesson as its best reader would, for its author. */
  @Command(
      name = "prove",
      description =
          "Proves the lessons: every cell runs, every starter fails, every solution passes, every"
              + " wrong answer fails with the message meant for it.")
  int prove(
      @Option(
              names = "--lesson",
              defaultValue = "",
              description = "Only lessons whose names begin so, such as 02.")
          String beginning)
      throws InterruptedException {
    exitWithParent();
    try (var kernels = kernels()) {
      var proofs = new LessonProofs(lessons(), kernels).prove(beginning);
      for (var proof : proofs) {
        System.out.println(proof);
        proof.notes().forEach(note -> System.out.println("  note: " + note));
        proof.mistakes().forEach(System.err::println);
      }
      if (proofs.isEmpty()) {
        System.err.println("no lesson begins with '" + beginning + "'");
        return 2;
      }
      return proofs.stream().allMatch(Proof::holds) ? 0 : 1;
    }
  }

  /** Where another execution backend goes. */
  private KernelFactory kernels() {
    return new JShellKernels(settings());
  }

  KernelSettings settings() {
    return settings(kernelOptions, kernelOptions.outputCharacters());
  }

  private static KernelSettings settings(KernelOptions options, int outputCharacters) {
    return KernelSettings.DEFAULT
        .withLimits(options.heapMegabytes(), options.threads(), outputCharacters)
        .withDependencies(options.dependencies());
  }

  /** For one notebook, with no other kernel in reserve. */
  static KernelFactory kernelsOfOne(KernelOptions options, int outputCharacters) {
    return new JShellKernels(settings(options, outputCharacters).withReserve(0));
  }

  /** The same with the default of every option. */
  static KernelFactory kernelsOfOne(int outputCharacters) {
    var all = KernelSettings.DEFAULT;
    return new JShellKernels(
        all.withLimits(all.heapMegabytes(), all.threads(), outputCharacters)
            .withDependencies(MavenLibraries.ofUser(Optional.empty()))
            .withReserve(0));
  }

  static InstantSource clock() {
    return Clock.systemUTC();
  }

  KernelOptions kernelOptions() {
    return kernelOptions;
  }

  int port() {
    return port;
  }

  boolean opens() {
    return open && !noOpen;
  }

  /** Empty is what Maven passes on when nobody said anything. */
  Path workspace() {
    var home = System.getProperty("user.home");
    if (workspace.isEmpty()) {
      return Path.of(home, "interleave");
    }
    // A shell leaves "~" as it is behind -Dworkspace=, and a folder of that name is a trap.
    return workspace.equals("~") || workspace.startsWith("~/")
        ? Path.of(home + workspace.substring(1))
        : Path.of(workspace);
  }

  static Lessons lessons() {
    return Optional.ofNullable(System.getProperty(LESSONS))
        .map(folder -> new Lessons(Path.of(folder)))
        .orElseGet(() -> Lessons.of(program()));
  }

  /** The jar, or the folder of its classes. */
  static Path program() {
    try {
      return Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a program's own place is a valid address", e);
    }
  }

  private void announce(Server server) {
    if (port != 0 && server.port() != port) {
      System.out.println("Port " + port + " is in use, taking " + server.port() + ".");
    }
    System.out.println("Interleave is ready: " + server.address());
    if (opens()) {
      Browser.open(server.address());
    }
  }

  /** Readers' text first; then the kernels, whose workers are processes and would survive us. */
  private static void close(Server server, Sessions sessions, KernelFactory kernels) {
    sessions.close();
    kernels.close();
    server.close();
  }

  static void exitWithParent() {
    if (Boolean.getBoolean(EXIT_WITH_PARENT)) {
      ParentProcess.endWith();
    }
  }
}
