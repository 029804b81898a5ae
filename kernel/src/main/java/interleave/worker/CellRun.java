package interleave.worker;

/** One run of one cell, and what its threads let the reader see. */
final class CellRun {
  private final String cell;
  private final long number;
  private final Output output;
  private volatile boolean ended;
  private volatile boolean stopped;

  CellRun(String cell, long number, OutputPump pump) {
    this.cell = cell;
    this.number = number;
    this.output = new Output(this, pump);
  }

  String cell() {
    return cell;
  }

  Output output() {
    return output;
  }

  boolean startedAfter(CellRun other) {
    return number > other.number;
  }

  boolean ended() {
    return ended;
  }

  void end() {
    ended = true;
  }

  boolean stopped() {
    return stopped;
  }

  void stop() {
    stopped = true;
  }
}
