package interleave.worker;

import interleave.worker.Frame.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The threads of a run that wait for a line, each with its prompt. One that came and went before
 * anybody was told of it is not told, however many there are.
 *
 * <p>Only with the lock of its {@link Output}.
 */
final class Questions {
  private final Map<Long, Chunk> told = new LinkedHashMap<>();
  private final Map<Long, Chunk> fresh = new LinkedHashMap<>();
  private final List<Event> news = new ArrayList<>();

  void ask(long request, Chunk prompt) {
    fresh.put(request, prompt);
  }

  /** The prompt of a question that is none any more. */
  Chunk answered(long request) {
    Chunk prompt = fresh.remove(request);
    if (prompt == null) {
      prompt = told.remove(request);
      news.add(new Frame.InputEnded(request));
    }
    if (prompt == null) {
      throw new IllegalStateException("nobody asked question " + request);
    }
    return prompt;
  }

  /** What has changed since the last time. */
  List<Event> take() {
    var events = new ArrayList<Event>(news);
    news.clear();
    fresh.forEach((request, prompt) ->
        events.add(
            new Frame.InputRequested(
                request, prompt.name(), prompt.thread.isVirtual(), prompt.text.toString())));
    told.putAll(fresh);
    fresh.clear();
    return events;
  }
}
