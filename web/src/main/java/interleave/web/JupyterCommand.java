package interleave.web;

import interleave.jupyter.JupyterException;
import interleave.jupyter.JupyterFolders;
import interleave.jupyter.JupyterKernel;
import interleave.jupyter.KernelSpec;
import interleave.kernel.KernelFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The same kernel for JupyterLab, VS Code and whoever else speaks Jupyter's protocol. */
@Command(
    name = "jupyter",
    description = "Java cells in JupyterLab, VS Code and other clients of Jupyter.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(install | uninstall | run)",
    subcommands = JupyterCommand.Run.class)
final class JupyterCommand {
  /** A kernel of Jupyter's has 3 s and 3 MB before its server drops what it says. */
  private static final int OUTPUT_CHARACTERS = 2_500_000;

  /** Which of Jupyter's folders. */
  static final class Where {
    @ArgGroup(exclusive = true, multiplicity = "0..1")
    private @Nullable Choice choice;

    /** One of them. */
    static final class Choice {
      @Option(names = "--user", description = "For you alone (this is also the default).")
      private boolean user;

      @Option(
          names = "--prefix",
          paramLabel = "DIR",
          description = "Below DIR/share/jupyter, such as /usr/local.")
      private @Nullable Path prefix;

      @Option(
          names = "--sys-prefix",
          description = "For the Python environment that is active (virtualenv, conda).")
      private boolean sysPrefix;
    }

    KernelSpec spec() {
      if (choice == null || choice.user) { // what is also the default
        return new KernelSpec(JupyterFolders.ofUser());
      }
      var prefix = choice.sysPrefix ? PythonPrefix.find() : choice.prefix;
      return new KernelSpec(
          prefix == null
              ? JupyterFolders.ofUser()
              : JupyterFolders.ofPrefix(prefix.toAbsolutePath()));
    }
  }

  /**
   * Whether this is what Jupyter starts where the kernel was installed without options. Then {@link
   * #run(String)} does without the parser of options, which takes a tenth of the time to the first
   * value: its classes are of a kind that Java's cache cannot keep.
   */
  static boolean isPlainRun(String... arguments) {
    return arguments.length == 3
        && arguments[0].equals("jupyter")
        && arguments[1].equals("run")
        && !arguments[2].startsWith("-");
  }

  /** The kernel with the default of every option. */
  static void run(String connectionFile) throws InterruptedException {
    run(Path.of(connectionFile), false, Main.kernelsOfOne(OUTPUT_CHARACTERS));
  }

  private static void run(Path connectionFile, boolean remote, KernelFactory kernels)
      throws InterruptedException {
    ParentProcess.endWithJupyter();
    try (kernels) {
      JupyterKernel.run(connectionFile, remote, kernels, JupyterFolders.history());
    }
  }

  @Command(
      name = "install",
      description = "Makes the kernel known to Jupyter.",
      mixinStandardHelpOptions = true)
  int install(
      @Mixin Where where,
      @Option(
              names = "--with",
              paramLabel = "OPTION",
              description =
                  "An option of \"jupyter run\" for every kernel, such as --with=--worker-heap=1g.")
          @Nullable List<String> options)
      throws InterruptedException {
    var spec = where.spec();
    var program = Main.program();
    if (!Files.isRegularFile(program)) {
      throw new JupyterException(
          "there is no jar to install: build it with mvn package, then run java -jar"
              + " web/target/interleave.jar jupyter install");
    }
    var java = new KernelJava(spec);
    spec.install(program, java.command(), options == null ? List.of() : options);
    System.out.println("Installed in " + spec.folder() + ", trying it once ...");
    java.rehearse();
    System.out.println("It works. Jupyter lists it as Java 25 (Interleave).");
    return 0;
  }

  @Command(name = "uninstall", description = "Removes it again.", mixinStandardHelpOptions = true)
  int uninstall(@Mixin Where where) {
    var spec = where.spec();
    System.out.println(
        spec.uninstall()
            .map(folder -> "Removed " + folder + ".")
            .orElseGet(() -> "Nothing to remove: there is no " + spec.folder() + "."));
    return 0;
  }

  /** The kernel itself. */
  @Command(
      name = "run",
      description = "Is the kernel: Jupyter starts it so, with a file that says where to listen.",
      mixinStandardHelpOptions = true)
  static final class Run implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private final KernelOptions options = new KernelOptions();

    @Parameters(paramLabel = "CONNECTION_FILE", description = "Written by Jupyter.")
    private Path connectionFile = Path.of("");

    @Option(
        names = "--remote",
        description = "The kernel may listen where other machines can reach it and run code here.")
    private boolean remote;

    @Override
    public Integer call() throws InterruptedException {
      run(connectionFile, remote, Main.kernelsOfOne(options, outputCharacters()));
      return 0;
    }

    private int outputCharacters() {
      var given = spec.commandLine().getParseResult().hasMatchedOption("--worker-output");
      return given ? options.outputCharacters() : OUTPUT_CHARACTERS;
    }
  }
}
