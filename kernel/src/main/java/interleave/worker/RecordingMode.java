package interleave.worker;

import java.util.Locale;

/** How threads are followed in this worker. */
enum RecordingMode {
  /** The JDK tells of every switch. */
  EXACT,
  /** This JDK is another one than we know: every thread is looked at from time to time. */
  SAMPLED,
  /** Not at all, for a comparison of what it costs. */
  OFF;

  /** System property with the most that is to be tried; a test of this class names another one. */
  private static final String PROPERTY = "interleave.timeline";

  /** The best that works, told from a look at threads that do what is known. */
  static RecordingMode find(SwitchLog log) {
    var wanted = valueOf(System.getProperty(PROPERTY, EXACT.name()).toUpperCase(Locale.ROOT));
    return wanted == EXACT && !ExactRecording.works(Agent.instrumentation(), log)
        ? SAMPLED
        : wanted;
  }
}
