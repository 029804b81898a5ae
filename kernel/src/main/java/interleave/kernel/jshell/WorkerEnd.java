package interleave.kernel.jshell;

import org.jspecify.annotations.Nullable;

/** Why a worker is gone: whoever ends it says so first, else its process knows. */
final class WorkerEnd {
  private final WorkerProcess process;
  private volatile @Nullable String reasonOfKill;
  private volatile @Nullable String reason;

  WorkerEnd(WorkerProcess process) {
    this.process = process;
  }

  void kill(String why) {
    reasonOfKill = why;
    process.kill();
  }

  /** It is gone, by what its process knows. */
  void seen(String why) {
    reason = why;
  }

  boolean isSeen() {
    return reason != null;
  }

  /** A sentence for the reader. */
  String why() {
    String kill = reasonOfKill;
    String end = reason;
    return kill != null ? kill : end != null ? end : "Java is gone.";
  }
}
