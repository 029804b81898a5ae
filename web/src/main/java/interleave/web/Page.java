package interleave.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What every answer tells the browser about its rights, and the plain page that says why there is
 * nothing to see.
 */
final class Page {
  private Page() {}

  static void addHeaders(HttpServletResponse response) {
    response.setHeader("Content-Security-Policy", policy(""));
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader("Cache-Control", "no-cache");
  }

  /** For a page whose own scripts and styles carry this nonce. */
  static String policyWith(String nonce) {
    return policy(" 'nonce-" + nonce + "'");
  }

  private static String policy(String own) {
    return String.join(
        "; ",
        "default-src 'none'",
        "script-src 'self'" + own,
        "style-src 'self'" + own,
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "frame-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'none'");
  }

  static String html(String title, String text) {
    return """
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8"><title>%1$s – Interleave</title></head>
    <body><main><h1>%1$s</h1><pre>%2$s</pre></main></body></html>
    """
        .formatted(Markdown.escaped(title), Markdown.escaped(text));
  }

  static void write(HttpServletResponse response, int status, String title, String text)
      throws IOException {
    response.setStatus(status);
    response.setContentType("text/html;charset=utf-8");
    response.getOutputStream().write(html(title, text).getBytes(StandardCharsets.UTF_8));
  }
}
