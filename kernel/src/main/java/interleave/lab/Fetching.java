package interleave.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What every cell can call without an import to fetch addresses, one by one and together. */
public class Fetching {

  static final HttpFetch HTTP = new HttpFetch();

  protected Fetching() {}

  /**
   * Asks one address and waits for its page.
   *
   * {@snippet :
   * IO.println(fetch(slowUrls(1, ofMillis(200)).getFirst()));   // page 1
   * }
   *
   * <p>Leaves out https, redirects and pages over 16 MB: {@link java.net.http.HttpClient} has them.
   *
   * @throws IOException if there is no answer; {@link HttpStatusException} if there is one with
   *     another status than 200
   * @throws InterruptedException if the thread is interrupted while it waits; the connection is
   *     closed
   */
  public static String fetch(URI url) throws IOException, InterruptedException {
    return HTTP.fetch(url);
  }

  /**
   * Asks one address, with a time-out, a deadline or retries.
   *
   * {@snippet :
   * var page = fetch(slowUrls(1, ofMillis(20)).getFirst(), timeout(ofSeconds(5)), retries(3));
   * }
   *
   * <p>Leaves out what {@link #fetch(URI)} does.
   */
  public static String fetch(URI url, FetchOption... options)
      throws IOException, InterruptedException {
    return new PlannedFetch(HTTP, FetchPlan.of(options)).fetch(url);
  }

  // @start region="fetchOneByOne"
  /**
   * Asks one address after another, each when the page before it is there.
   *
   * {@snippet :
   * var pages = fetchOneByOne(slowUrls(20, ofMillis(20)));   // 0.4 s
   * }
   *
   * <p>Leaves out everything at the same time.
   */
  public static List<String> fetchOneByOne(List<URI> urls)
      throws IOException, InterruptedException {
    var pages = new ArrayList<String>();
    for (URI url : urls) {
      pages.add(fetch(url));
    }
    return List.copyOf(pages);
  }

  // @end
  /**
   * Asks all addresses at the same time, one virtual thread each, and returns the pages in the
   * order of the addresses. In Python: {@code asyncio.gather}.
   *
   * {@snippet :
   * var pages = fetchAll(slowUrls(20, ofMillis(200)));   // 0.2 s
   * }
   *
   * <p>If one fails, the others are cancelled and its failure is thrown; no thread is left either
   * way. Leaves out retries, and any limit of how many are under way: see {@link #fetchAll(List,
   * FetchOption...)}.
   */
  public static List<String> fetchAll(List<URI> urls) throws IOException, InterruptedException {
    try (var threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("fetch-", 1).factory())) {
      return fetchAll(urls, threads);
    } // waits until no thread is left
  }

  // @start region="fetchAll"
  /**
   * Asks all addresses on the threads of an executor, and returns the pages in the order of the
   * addresses.
   *
   * {@snippet :
   * try (var pool = Executors.newFixedThreadPool(4)) {
   *   fetchAll(slowUrls(20, ofMillis(20)), pool);   // 0.1 s
   * }
   * }
   *
   * <p>If one fails, the others are cancelled and its failure is thrown. Leaves out closing the
   * executor.
   */
  public static List<String> fetchAll(List<URI> urls, ExecutorService threads)
      throws IOException, InterruptedException {
    var ended = new ExecutorCompletionService<String>(threads);
    var answers = new ArrayList<Future<String>>();
    try {
      urls.forEach(url -> answers.add(ended.submit(() -> fetch(url)))); // start all
      for (int i = 0; i < urls.size(); i++) {
        ended.take().get(); // wait for all, whichever ends first: a failure is seen at once
      }
      return answers.stream().map(Future::resultNow).toList(); // combine, in the order of urls
    } catch (ExecutionException e) {
      throw failureOf(e);
    } finally {
      answers.forEach(answer -> answer.cancel(true)); // changes nothing for those that have ended
    }
  }

  // @end
  /**
   * Asks all addresses, with a limit, a time-out, a deadline or retries, and returns the pages in
   * the order of the addresses.
   *
   * {@snippet :
   * var urls = slowUrls(20, ofMillis(20)).failing(0.2);
   * var pages = fetchAll(urls, atMost(5), retries(5), deadline(ofSeconds(30)));
   * }
   *
   * <p>If one fails in the end, the others are cancelled and its failure is thrown; no thread is
   * left either way. Leaves out keeping what did work: see {@code fetchResults}.
   */
  public static List<String> fetchAll(List<URI> urls, FetchOption... options)
      throws IOException, InterruptedException {
    var planned = new PlannedFetch(HTTP, FetchPlan.of(options));
    return Together.run(
        urls.stream().<Callable<String>>map(url -> () -> planned.fetch(url)).toList(), _ -> {});
  }

  /**
   * Asks all addresses at the same time and keeps what failed beside what did not, in the order of
   * the addresses. In Python: {@code asyncio.gather(…, return_exceptions=True)}.
   *
   * {@snippet :
   * var results = fetchResults(slowUrls(20, ofMillis(20)).failing(0.3));
   * IO.println(results.stream().filter(FetchResult::ok).count() + " of 20 pages");
   * }
   *
   * <p>Leaves out stopping at the first failure: see {@code fetchAll}.
   *
   * @throws InterruptedException if the calling thread is interrupted; all are cancelled then
   */
  public static List<FetchResult> fetchResults(List<URI> urls, FetchOption... options)
      throws InterruptedException {
    return results(urls, _ -> {}, options);
  }

  /**
   * Asks all addresses at the same time and gives each result to a function as it comes, on the
   * calling thread. In Python: {@code asyncio.as_completed}.
   *
   * {@snippet :
   * fetchAsCompleted(slowUrls(3, i -> ofMillis(60 - 20 * i)), result -> IO.println(result.url()));
   * }
   *
   * <p>Leaves out the order of the addresses. If the function throws, the rest is cancelled.
   *
   * @throws InterruptedException if the calling thread is interrupted; all are cancelled then
   */
  public static void fetchAsCompleted(
      List<URI> urls, Consumer<FetchResult> each, FetchOption... options)
      throws InterruptedException {
    results(urls, each, options);
  }

  private static List<FetchResult> results(
      List<URI> urls, Consumer<FetchResult> each, FetchOption... options)
      throws InterruptedException {
    var planned = new PlannedFetch(HTTP, FetchPlan.of(options));
    try {
      return Together.run(
          urls.stream().<Callable<FetchResult>>map(url -> () -> planned.result(url)).toList(),
          each);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // cannot be: results are no exceptions
    }
  }

  /**
   * What a task ended with, as its own kind: an {@link IOException} to be thrown, anything else is
   * thrown here.
   *
   * {@snippet :
   * try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
   *   threads.submit(() -> fetch(slowUrls(1, ofMillis(20)).failing(1).getFirst())).get();
   * } catch (ExecutionException e) {
   *   IO.println(failureOf(e).getMessage());
   * }
   * }
   *
   * <p>Leaves out the stack trace of whoever waited for the task.
   */
  public static IOException failureOf(ExecutionException e) throws InterruptedException {
    return switch (e.getCause()) {
      case IOException failure -> failure;
      case InterruptedException failure -> throw failure;
      case RuntimeException failure -> throw failure;
      case Error failure -> throw failure;
      case null, default -> throw new IllegalStateException(e);
    };
  }

  // @start region="unchecked"
  /**
   * Does a task here and now where no checked exception may pass, such as inside {@code map}.
   *
   * {@snippet :
   * var urls = slowUrls(4, ofMillis(20));
   * var pages = urls.parallelStream().map(url -> unchecked(() -> fetch(url))).toList();
   * }
   *
   * <p>A checked exception comes out as the cause of a {@link CompletionException}; an interrupt
   * sets the thread's flag again and comes out as a {@link CancellationException}. Leaves out
   * everything else: it starts no thread.
   */
  public static <T extends @Nullable Object> T unchecked(Callable<T> task) {
    try {
      return task.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (CancellationException) new CancellationException("interrupted").initCause(e);
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }

  // @end
}
