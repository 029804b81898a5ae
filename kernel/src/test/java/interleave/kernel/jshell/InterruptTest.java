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
  void isGoneWithItsCell() {
    assertCompletes("Thread.currentThread().interrupt();");
    assertCompletes("Thread.sleep(1);");
  }
}
