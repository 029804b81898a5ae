package interleave.notebook;

import interleave.display.MimeBundle;
import interleave.display.TerminalText;
import interleave.kernel.BusyThreads;
import interleave.kernel.Diagnostic;
import interleave.kernel.Failure;
import interleave.kernel.KernelEvent.Stream;
import interleave.timeline.Deadlock;
import interleave.timeline.Timeline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that a run of a cell lets the reader see. */
public sealed interface Output {

  /**
   * What one thread printed in a row.
   *
   * @param late the cell had ended when this was printed
   */
  record Text(Stream stream, String thread, boolean virtual, boolean late, String text)
      implements Output {

    public boolean continuedBy(Text next) {
      return stream == next.stream
          && late == next.late
          && virtual == next.virtual
          && thread.equals(next.thread);
    }

    /** Without what its lines have overwritten. */
    Text settled() {
      return new Text(stream, thread, virtual, late, TerminalText.settled(text));
    }

    Text upTo(int end) {
      return new Text(stream, thread, virtual, late, text.substring(0, end));
    }

    public Text with(String more) {
      return new Text(stream, thread, virtual, late, text + more);
    }
  }

  /**
   * A value.
   *
   * @param result it is that of the cell's last expression
   * @param place the kernel's name for it, under which another value may come; null if none will
   */
  record Display(boolean result, @Nullable String place, MimeBundle data) implements Output {

    /** A value that stays as it is. */
    public Display(boolean result, MimeBundle data) {
      this(result, null, data);
    }

    boolean isBar() {
      return data.forms().containsKey(MimeBundle.PROGRESS);
    }
  }

  /** An exception that nothing caught; {@code thread} is null for the thread that ran the cell. */
  record Failed(@Nullable String thread, Failure failure) implements Output {}

  /** What the compiler says about the cell. */
  record Diagnostics(List<Diagnostic> diagnostics) implements Output {
    public Diagnostics {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /**
   * Threads of the cell that did not listen to a stop.
   *
   * @param gone Java has ended since, and they with it
   */
  record StillRunning(BusyThreads threads, boolean gone) implements Output {}

  /** What the threads of the run did, or do; there is one of them under a cell at most. */
  record Threads(Timeline timeline) implements Output {}

  /** Threads of the run waited for each other. */
  record Deadlocked(Deadlock deadlock) implements Output {}

  /** A sentence of ours. */
  record Notice(String message) implements Output {}

  /**
   * Another program's output that we have no words for: shown as well as we can, written back as it
   * was.
   */
  record Imported(MimeBundle shown, Foreign original) implements Output {}
}
