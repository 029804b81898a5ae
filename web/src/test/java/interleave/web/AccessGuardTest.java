package interleave.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nobody comes in without the token, from another site or by another name, on any route there is.
 */
class AccessGuardTest {
  private static final List<String> UPGRADE =
      List.of(
          "Connection: Upgrade",
          "Upgrade: websocket",
          "Sec-WebSocket-Version: 13",
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");

  private final TestServer server;

  AccessGuardTest(@TempDir Path folder) {
    server = new TestServer(folder);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private record Request(String method, String target, boolean upgrade) {
    Request withToken(String token) {
      return new Request(method, target + "?token=" + token, upgrade);
    }
  }

  /**
   * As Javalin knows them, so that a new route cannot be forgotten here; and some that do not
   * exist.
   */
  private List<Request> everyRoute() {
    var router = server.server().javalin().unsafe.internalRouter;
    var pages =
        router.allHttpHandlers().stream()
            .map(route ->
                new Request(route.endpoint.method.toString(), path(route.endpoint.path), false));
    var sockets =
        router.allWsHandlers().stream()
            .map(route -> new Request("GET", path(route.getPath()), true));
    var others =
        Stream.of(
            new Request("GET", "/nowhere", false),
            new Request("POST", "/api/library", false),
            new Request("OPTIONS", "/", false),
            new Request("DELETE", "/notebooks/story", false),
            new Request("GET", "/nowhere", true));
    return Stream.of(pages, sockets, others).flatMap(all -> all).toList();
  }

  private static String path(String pattern) {
    return pattern.replaceAll("\\{[^}]*\\}|<[^>]*>|\\*", "story");
  }

  private TestServer.Answer send(Request request, String... headers) throws IOException {
    var all = new ArrayList<>(List.of(headers));
    all.addAll(request.upgrade() ? UPGRADE : List.of("Connection: close"));
    return server.request(request.method(), request.target(), all);
  }

  private static void assertRefused(Request request, TestServer.Answer answer) {
    assertThat(answer.status()).as("%s", request).isEqualTo(403);
    assertThat(answer.headers()).doesNotContainKey("set-cookie");
    assertThat(answer.body()).doesNotContain("lessons\":");
  }

  @Test
  void knowsTheRoutesItIsTestedWith() {
    assertThat(everyRoute())
        .contains(
            new Request("GET", "/", false),
            new Request("GET", "/api/library", false),
            new Request("GET", "/api/notebooks/story/socket", true));
  }

  @Test
  void withoutATokenNobodyComesIn() throws IOException {
    for (var request : everyRoute()) {
      assertRefused(request, send(request, "Host: " + server.host()));
    }
  }

  @Test
  void aWrongTokenIsNone() throws IOException {
    var wrong = server.server().guard().cookieName() + "=" + "x".repeat(43);
    for (var request : everyRoute()) {
      assertRefused(request, send(request, "Host: " + server.host(), "Cookie: " + wrong));
      assertRefused(
          request,
          send(request.withToken("wrong"), "Host: " + server.host(), "Cookie: " + server.cookie()));
    }
  }

  @Test
  void anotherNameForThisMachineIsRefused() throws IOException {
    var port = server.server().port();
    for (var host :
        List.of(
            "evil.example:" + port,
            "localhost",
            "localhost:1",
            "localhost.evil.example:" + port,
            "127.0.0.2:" + port)) {
      for (var request : everyRoute()) {
        assertRefused(request, send(request, "Host: " + host, "Cookie: " + server.cookie()));
        assertRefused(
            request, send(request.withToken(server.server().guard().token()), "Host: " + host));
      }
    }
  }

  @Test
  void anotherSiteIsRefused() throws IOException {
    for (var origin :
        List.of(
            "http://evil.example",
            "null",
            "http://localhost:1",
            "https://" + server.host(),
            "http://" + server.host() + ".evil.example")) {
      for (var request : everyRoute()) {
        assertRefused(
            request,
            send(
                request,
                "Host: " + server.host(),
                "Origin: " + origin,
                "Cookie: " + server.cookie()));
      }
    }
  }

  @Test
  void aSecondOriginDoesNotHideBehindTheFirst() throws IOException {
    var request = new Request("GET", "/api/library", false);
    assertRefused(
        request,
        send(
            request,
            "Host: " + server.host(),
            "Origin: http://" + server.host(),
            "Origin: http://evil.example",
            "Cookie: " + server.cookie()));
  }

  @Test
  void withTheCookieEveryRouteIsOpen() throws IOException {
    for (var request : everyRoute()) {
      var answer =
          send(
              request,
              "Host: " + server.host(),
              "Origin: http://" + server.host(),
              "Cookie: " + server.cookie());
      assertThat(answer.status()).as("%s", request).isNotEqualTo(403);
    }
    var socket = new Request("GET", "/api/notebooks/story/socket", true);
    assertThat(send(socket, "Host: " + server.host(), "Cookie: " + server.cookie()).status())
        .isEqualTo(101);
  }

  @Test
  void theTokenMovesFromTheAddressIntoACookie() throws IOException {
    var token = server.server().guard().token();
    var answer = send(new Request("GET", "/", false).withToken(token), "Host: " + server.host());

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.headers().get("location")).isEqualTo("/");
    assertThat(answer.headers().get("set-cookie"))
        .isEqualTo(server.cookie() + "; Path=/; HttpOnly; SameSite=Strict");
  }

  @Test
  void aRefusedReaderIsToldWhatToDo() throws IOException {
    var answer = send(new Request("GET", "/", false), "Host: " + server.host());

    assertThat(answer.headers().get("content-type")).startsWith("text/html");
    assertThat(answer.body()).contains("Open the address that the terminal printed");
  }

  @Test
  void everyAnswerIsStrictAboutScripts() throws IOException {
    for (var request : everyRoute()) {
      var headers = send(request, "Host: " + server.host(), "Cookie: " + server.cookie()).headers();
      assertThat(headers.get("content-security-policy"))
          .as("%s", request)
          .startsWith("default-src 'none'; script-src 'self'")
          .contains("frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(headers).containsEntry("x-content-type-options", "nosniff");
      assertThat(headers).containsEntry("referrer-policy", "no-referrer");
    }
  }

  @Test
  void theTokenIsNoCookie() throws IOException {
    var guard = server.server().guard();
    var cookie = guard.cookieName() + "=" + guard.token();
    var answer =
        send(new Request("GET", "/", false), "Host: " + server.host(), "Cookie: " + cookie);
    assertThat(answer.status()).isEqualTo(403);
  }

  @Nested
  class TheCookie {
    @Test
    void isGoodForTheNextServerOfTheFolderAndNoOther(@TempDir Path folder, @TempDir Path other) {
      assertThat(CookieSecret.of(folder)).hasSize(43).isEqualTo(CookieSecret.of(folder));
      assertThat(CookieSecret.of(other)).isNotEqualTo(CookieSecret.of(folder));
    }

    @Test
    void isAnotherOnceOthersCouldReadIt(@TempDir Path folder) throws IOException {
      assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "no POSIX");
      var file = folder.resolve(".access");
      var before = CookieSecret.of(folder);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
      assertThat(CookieSecret.of(folder)).isNotEqualTo(before);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }

    @Test
    void isAnotherWhereTheFileIsDamagedOrNoneCanBeWritten(@TempDir Path folder) throws IOException {
      var file = folder.resolve(".access");
      var before = CookieSecret.of(folder);
      Files.writeString(file, "x");
      assertThat(CookieSecret.of(folder)).hasSize(43).isNotEqualTo(before);
      var none = Files.writeString(folder.resolve("no folder"), "");
      assertThat(CookieSecret.of(none)).hasSize(43).isNotEqualTo(CookieSecret.of(none));
    }
  }

  @Test
  void theTokenCannotBeGuessed(@TempDir Path folder) {
    try (var other = new TestServer(folder)) {
      assertThat(other.server().guard().token())
          .hasSizeGreaterThanOrEqualTo(43)
          .isNotEqualTo(server.server().guard().token());
    }
  }
}
