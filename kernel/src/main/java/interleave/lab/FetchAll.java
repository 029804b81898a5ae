package interleave.lab;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Fetches many addresses at the same time: start all, wait for all, combine. */
final class FetchAll {

  private final HttpFetch http;

  FetchAll(HttpFetch http) {
    this.http = http;
  }

  /**
   * The pages in the order of the addresses. When this returns or throws, none of its threads is
   * left.
   */
  List<String> fetch(List<URI> urls) throws IOException, InterruptedException {
    var answers = new ArrayList<Future<String>>(urls.size());
    try (var threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("fetch-", 1).factory())) {
      var ended = new ExecutorCompletionService<String>(threads);
      try {
        for (URI url : urls) {
          answers.add(ended.submit(() -> http.fetch(url)));
        }
        awaitAll(ended, answers.size());
      } finally {
        // Changes nothing for those that have ended. The others are interrupted, and the closing
        // brace waits for them.
        answers.forEach(answer -> answer.cancel(true));
      }
    }
    return answers.stream().map(Future::resultNow).toList();
  }

  /**
   * Takes the answers as they come, whatever their order, so that the first failure is seen when it
   * happens.
   */
  private static void awaitAll(CompletionService<String> ended, int count)
      throws IOException, InterruptedException {
    for (int i = 0; i < count; i++) {
      try {
        ended.take().get();
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case IOException failure -> throw failure;
          case InterruptedException failure -> throw failure;
          case RuntimeException failure -> throw failure;
          case Error failure -> throw failure;
          case null, default -> throw new IllegalStateException(e);
        }
      }
    }
  }
}
