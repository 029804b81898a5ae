package interleave.worker;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks at virtual threads that have had a core for long: one in a call of the operating system,
 * such as reading a file, waits there and keeps the core from others. No switch tells that.
 */
final class MountedLook {
  private static final long LONG_NANOS = 10_000_000;

  private final Set<ThreadStory> mounted = new LinkedHashSet<>();

  void happened(ThreadStory story) {
    if (story.isVirtual()) {
      if (story.isActive()) {
        mounted.add(story);
      } else {
        mounted.remove(story);
      }
    }
  }

  void look() {
    if (mounted.isEmpty()) {
      return;
    }
    long now = System.nanoTime();
    for (ThreadStory story : List.copyOf(mounted)) {
      Thread thread = story.thread();
      if (thread == null || !story.isActive()) {
        mounted.remove(story);
      } else if (story.hasACore() && now - story.since() > LONG_NANOS) {
        boolean waits = PlatformLook.isInNative(thread);
        story.happened(now, waits ? Switch.SEEN_IN_NATIVE : Switch.SEEN_RUNNING, null);
      }
    }
  }
}
