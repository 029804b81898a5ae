package interleave.web;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/** The browser side as it was built: two pages, and the scripts and styles they load. */
final class PublicFiles {
  private static final String NONCE = "__CSP_NONCE__";
  private static final Pattern ASSET = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");
  private static final SecureRandom RANDOM = new SecureRandom();

  private PublicFiles() {}

  /** A page with a nonce of its own, so that no script or style but its own is obeyed. */
  static void page(Context context, String file) {
    var bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    var nonce = Base64.getEncoder().encodeToString(bytes);
    var html = new String(read(file), StandardCharsets.UTF_8).replace(NONCE, nonce);
    context.header("Content-Security-Policy", Page.policyWith(nonce));
    context.contentType("text/html;charset=utf-8").result(html);
  }

  /**
   * A file whose name contains the hash of its content: what a browser has of it is right for ever.
   */
  static void asset(Context context, String file) {
    if (!ASSET.matcher(file).matches()) {
      throw new NotFoundResponse();
    }
    var bytes = read("assets/" + file);
    context.header("Cache-Control", "public, max-age=31536000, immutable");
    context.contentType(type(file.substring(file.lastIndexOf('.') + 1)));
    context.result(bytes);
  }

  /** A name as a part of an address. */
  static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String type(String ending) {
    return switch (ending) {
      case "js" -> "text/javascript;charset=utf-8";
      case "css" -> "text/css;charset=utf-8";
      case "json", "map" -> "application/json";
      case "svg" -> "image/svg+xml";
      case "png" -> "image/png";
      case "woff2" -> "font/woff2";
      default -> "application/octet-stream";
    };
  }

  private static byte[] read(String file) {
    try (var stream = PublicFiles.class.getResourceAsStream("/public/" + file)) {
      if (stream == null) {
        throw new NotFoundResponse("no /public/" + file + " in this build: was the page built?");
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
