package interleave.kernel.jshell;

import org.junit.jupiter.api.Test;

/** Interrupts that learners' code sends to the thread of the cells. */
class InterruptTest extends KernelSpec {

  @Test
  void betweenTwoCellsIsMeantForNobody() {
    String cell = cell("interrupts-later");
    run(
        cell,
        """
        var cells = Thread.currentThread();
        Thread.ofVirtual().start(() -> {
          while (cells.getName().startsWith("cell ") || cells.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
          }
          cells.interrupt();
          IO.println("interrupted");
        });
        """);
    transcript.await("the interrupt", t -> t.text(cell).contains("interrupted"));
    assertCompletes("Thread.sleep(1);");
    assertValue("Thread.interrupted()", "false");
  }

  @Test
  void reachesTheNextStatementOfTheSameCell() {
    assertValue(
        """
        Thread.currentThread().interrupt();
        boolean wasInterrupted = Thread.interrupted();
        wasInterrupted
        """,
        "true");
  }

  @Test
  void toEveryThreadThereIsLeavesJavaAlive() {
    String cell = cell("interrupts-all");
    run(
        cell,
        """
        for (int i = 0; i < 100; i++) {
          for (var thread : Thread.getAllStackTraces().keySet()) thread.interrupt();
          Thread.interrupted();
          IO.println("round " + i);
          Thread.yield();
        }
        var root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) root = root.getParent();
        root.interrupt();
        """);
    transcript.await("all lines", t -> t.text(cell).contains("round 99\n"));
    assertValue("1 + 1", "2");
  }

  @Test
  void isGoneWithItsCell() {
    assertCompletes("Thread.currentThread().interrupt();");
    assertCompletes("Thread.sleep(1);");
  }
}
