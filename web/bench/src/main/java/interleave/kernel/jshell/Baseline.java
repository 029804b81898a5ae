package interleave.kernel.jshell;

import java.util.Map;
import jdk.jshell.JShell;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/** JShell as the kernel sets it up, but with an execution control that does nothing. */
public final class Baseline {
  private Baseline() {}

  public static JShell shell() {
    var shell =
        JShell.builder()
            .executionEngine(new NothingProvider(), Map.of())
            .compilerOptions(
                "--enable-preview",
                "--source",
                "25",
                "--class-path",
                WorkerJar.copy().file().toString())
            .build();
    Prelude.IMPORTS.lines().forEach(shell::eval);
    return shell;
  }

  private static final class NothingProvider implements ExecutionControlProvider {
    @Override
    public String name() {
      return "nothing";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
      return new Nothing();
    }
  }

  private static final class Nothing implements ExecutionControl {
    @Override
    public void load(ClassBytecodes[] classes) {}

    @Override
    public void redefine(ClassBytecodes[] classes) {}

    @Override
    public String invoke(String className, String method) {
      return "";
    }

    @Override
    public String varValue(String className, String variable) {
      return "";
    }

    @Override
    public void addToClasspath(String path) {}

    @Override
    public void stop() {}

    @Override
    public Object extensionCommand(String command, Object argument) {
      return "";
    }

    @Override
    public void close() {}
  }
}
