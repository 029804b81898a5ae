package interleave.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may come in: this server runs code for whoever reaches it.
 *
 * <p>It stands before the servlet that answers everything, pages and socket upgrades alike, so a
 * new route is guarded before it is written. It lets a request pass only if all of these hold:
 *
 * <ul>
 *   <li>its {@code Host} is this machine with our port: another name for 127.0.0.1 would let a
 *       foreign page read answers;
 *   <li>its {@code Origin}, if it has one, is ours: browsers let any page open a socket to any
 *       address;
 *   <li>it brings the token in the address, once, and from then on a cookie that scripts cannot
 *       read and other sites cannot send. The token is new with every start; the cookie stays good,
 *       so that a page comes back by itself.
 * </ul>
 */
final class AccessGuard implements Filter {
  /** Browsers leave this one out. */
  private static final int HTTP_PORT = 80;

  private final String token = CookieSecret.fresh();
  private final IntSupplier port;
  private final String cookieSecret;

  /**
   * A guard with a token of its own.
   *
   * @param port asked with every request, because it is known only after the start
   * @param cookieSecret what the cookie says
   */
  AccessGuard(IntSupplier port, String cookieSecret) {
    this.port = port;
    this.cookieSecret = cookieSecret;
  }

  String token() {
    return token;
  }

  /** The cookie of whoever was let in. */
  String cookie() {
    return cookieName() + "=" + cookieSecret;
  }

  /** Two servers on one machine share the browser's cookies, so the name tells them apart. */
  String cookieName() {
    return "interleave-" + port.getAsInt();
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    filter((HttpServletRequest) request, (HttpServletResponse) response, chain);
  }

  private void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Page.addHeaders(response);
    if (!isOurs(request)) {
      refuse(response);
      return;
    }
    var shown = request.getParameter("token");
    if (shown == null) {
      if (isSame(cookieSecret, cookie(request))) {
        chain.doFilter(request, response);
      } else {
        refuse(response);
      }
    } else if (isSame(token, shown)) {
      letIn(request, response);
    } else {
      refuse(response);
    }
  }

  private boolean isOurs(HttpServletRequest request) {
    var hosts =
        Stream.of("localhost", "127.0.0.1", "[::1]")
            .map(name -> name + (port.getAsInt() == HTTP_PORT ? "" : ":" + port.getAsInt()))
            .collect(Collectors.toUnmodifiableSet());
    var origins =
        hosts.stream().map(host -> "http://" + host).collect(Collectors.toUnmodifiableSet());
    var host = request.getHeader("Host");
    return host != null && hosts.contains(host) && allOf(origins, request, "Origin");
  }

  private static boolean allOf(Set<String> allowed, HttpServletRequest request, String header) {
    var values = request.getHeaders(header);
    while (values.hasMoreElements()) {
      if (!allowed.contains(values.nextElement())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSame(String secret, @Nullable String shown) {
    // Takes as long for a wrong first letter as for a wrong last one.
    return shown != null
        && MessageDigest.isEqual(
            shown.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
  }

  private @Nullable String cookie(HttpServletRequest request) {
    var cookies = request.getCookies();
    return cookies == null
        ? null
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(cookieName()))
            .map(Cookie::getValue)
            .findFirst()
            .orElse(null);
  }

  /** The address, which is shown and kept in the history, loses the token. */
  private void letIn(HttpServletRequest request, HttpServletResponse response) {
    response.addHeader("Set-Cookie", cookie() + "; Path=/; HttpOnly; SameSite=Strict");
    response.setHeader("Location", request.getRequestURI());
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
  }

  private static void refuse(HttpServletResponse response) throws IOException {
    Page.write(
        response,
        HttpServletResponse.SC_FORBIDDEN,
        "This page is not open to this browser",
        "Open the address that the terminal printed when Interleave started: it begins with"
            + " http://localhost and ends with a token. It changes with every start.");
  }
}
