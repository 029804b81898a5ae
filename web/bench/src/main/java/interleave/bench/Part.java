package interleave.bench;

import java.time.Duration;
import java.util.function.Consumer;

/** What is measured in one process, and how long that may take. */
enum Part {
  STOP_CHECK("Cost of the woven stop check", 240),
  STOP("Stop: asked until the run has ended", 120),
  COMPILE("Compiling", 150),
  SESSION("A long session", 240),
  START("Starting", 150),
  PRINT("Printing", 60),
  IDLE("Idle workers", 90),
  SIXTY("Sixty notebooks", 300),
  LAB("The lab: many waits at once", 600),
  TIMELINE("Timeline: right, and what it costs", 240),
  PAGE("The page: how soon it is there, how soon it answers", 240),
  FIRST_MINUTE("The first minute of a new user", 300),
  JUPYTER("Under Jupyter", 300);

  final String title;
  final Duration limit;

  Part(String title, int limitSeconds) {
    this.title = title;
    this.limit = Duration.ofSeconds(limitSeconds);
  }

  void measure(Consumer<Figure> report) throws Exception {
    switch (this) {
      case STOP_CHECK -> StopCheck.measure(report);
      case STOP -> Stopping.measure(report);
      case COMPILE -> Compiling.measure(report);
      case SESSION -> LongSession.measure(report);
      case START -> Starting.measure(report);
      case PRINT -> Printing.measure(report);
      case IDLE -> IdleWorkers.measure(report);
      case SIXTY -> SixtyNotebooks.measure(report);
      case LAB -> ManyWaits.measure(report);
      case TIMELINE -> Timelines.measure(report);
      case PAGE -> PageFigures.measure(report);
      case FIRST_MINUTE -> FirstMinute.measure(report);
      case JUPYTER -> JupyterFigures.measure(report);
    }
  }
}
