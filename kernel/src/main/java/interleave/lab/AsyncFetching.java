package interleave.lab;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * What every cell can call without an import to fetch as libraries do, for comparison: with futures
 * instead of waiting threads, or with the JDK's own client.
 */
public class AsyncFetching extends Fetching {

  private static final int MANY = 1_000;

  protected AsyncFetching() {}

  /** Made by the first call: it starts a thread. */
  private static final class Client {
    static final HttpClient HTTP =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  /**
   * The JDK's HTTP client that these helpers share.
   *
   * {@snippet :
   * var request = HttpRequest.newBuilder(slowUrls(1, ofMillis(20)).getFirst()).build();
   * IO.println(httpClient().send(request, HttpResponse.BodyHandlers.ofString()).body());   // page 1
   * }
   *
   * <p>Leaves out HTTP/2: it asks with HTTP/1.1, as {@code fetch} does.
   */
  public static HttpClient httpClient() {
    return Client.HTTP;
  }

  // @start region="fetchAsync"
  /**
   * Asks one address and returns at once; the future completes with the page, on a thread of the
   * JDK's HTTP client.
   *
   * {@snippet :
   * var page = fetchAsync(slowUrls(1, ofMillis(20)).getFirst());
   * IO.println(page.thenApply(String::length).join());   // 6
   * }
   *
   * <p>Leaves out cancelling: {@code cancel} ends the future and not always the request.
   */
  public static CompletableFuture<String> fetchAsync(URI url) {
    long begun = Recording.now(); // bookkeeping
    var request = HttpRequest.newBuilder(url).build();
    return httpClient()
        .sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .thenApply(AsyncFetching::requireOk) // bookkeeping
        .whenComplete((answer, _) -> Recording.answered(begun, answer)) // bookkeeping
        .thenApply(HttpResponse::body);
  }

  /**
   * Asks all addresses and returns at once; the future completes with the pages in the order of the
   * addresses.
   *
   * {@snippet :
   * IO.println(fetchAllAsync(slowUrls(20, ofMillis(20))).join().size());   // 20
   * }
   *
   * <p>Leaves out cancelling: if one fails, the others go on.
   */
  public static CompletableFuture<List<String>> fetchAllAsync(List<URI> urls) {
    makeRoomFor(urls); // bookkeeping
    var pages = urls.stream().map(AsyncFetching::fetchAsync).toList();
    return CompletableFuture.allOf(pages.toArray(CompletableFuture[]::new))
        .thenApply(_ -> pages.stream().map(CompletableFuture::join).toList());
  }

  // @end
  /**
   * Asks all addresses at the same time with the JDK's HTTP client, on one virtual thread each: for
   * comparison with {@code fetchAll}, which does it with plain sockets.
   *
   * {@snippet :
   * var pages = fetchAllWithHttpClient(slowUrls(20, ofMillis(20)));
   * }
   *
   * <p>Leaves out nothing that the client has: https, HTTP/2 and redirects are its business.
   */
  public static List<String> fetchAllWithHttpClient(List<URI> urls)
      throws IOException, InterruptedException {
    makeRoomFor(urls);
    return Together.run(
        urls.stream().<Callable<String>>map(url -> () -> send(url)).toList(), _ -> {});
  }

  /**
   * A process may have so many connections open, and {@code fetch} keeps up to 10 000 for its next
   * call: they go where the client is about to open as many.
   */
  private static void makeRoomFor(List<URI> urls) {
    if (urls.size() > MANY) {
      HTTP.close();
    }
  }

  private static String send(URI url) throws IOException, InterruptedException {
    long begun = Recording.now();
    var answer =
        Client.HTTP.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
    Recording.answered(begun, answer);
    return requireOk(answer).body();
  }

  private static HttpResponse<String> requireOk(HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      throw new CompletionException(
          new HttpStatusException(
              answer.uri() + ": answered " + answer.statusCode(), answer.statusCode(), null));
    }
    return answer;
  }
}
