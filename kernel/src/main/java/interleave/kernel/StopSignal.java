package interleave.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Asks one run of a cell to stop. It is made before the run is, so that a stop can neither come too
 * early to be heard nor, too late, hit the run that follows.
 */
public final class StopSignal {
  private boolean given; // guarded by this
  private @Nullable Runnable heard; // guarded by this

  /** Asks for the stop; the second time does nothing. Does not wait for it. */
  public void give() {
    Runnable listener;
    synchronized (this) {
      if (given) {
        return;
      }
      given = true;
      listener = heard;
    }
    if (listener != null) {
      listener.run();
    }
  }

  public synchronized boolean isGiven() {
    return given;
  }

  /**
   * For kernels: calls {@code listener} when the signal is given, at once if it is already.
   *
   * @param listener may be called by any thread, and once more than the run lasts: it has to know
   *     by itself whether its run has ended
   */
  public void onGive(Runnable listener) {
    synchronized (this) {
      heard = listener;
      if (!given) {
        return;
      }
    }
    listener.run();
  }
}
