package interleave.web;

import java.util.Optional;

/** The process that started this one, and may end without telling it. */
final class ParentProcess {
  private ParentProcess() {}

  /** Ends with the direct parent. */
  static void endWith() {
    ProcessHandle.current().parent().ifPresent(ParentProcess::endWith);
  }

  /**
   * Ends with the Jupyter that started us, if one did that wants it: its server may be killed, and
   * nobody would ever ask its kernels to shut down.
   */
  static void endWithJupyter() {
    var named = Optional.ofNullable(System.getenv("JPY_PARENT_PID"));
    // On Windows it is not a process's number.
    var windows = System.getProperty("os.name").startsWith("Windows");
    named
        .filter(number -> number.matches("[1-9]\\d{0,9}"))
        .flatMap(number ->
            windows ? ProcessHandle.current().parent() : ProcessHandle.of(Long.parseLong(number)))
        .ifPresent(ParentProcess::endWith);
  }

  private static void endWith(ProcessHandle parent) {
    Thread.ofVirtual()
        .name("waits for the end of process " + parent.pid())
        .start(() -> {
          parent.onExit().join();
          System.exit(0);
        });
  }
}
