package interleave.lab;

import java.io.IOException;
import java.net.URI;
import java.util.Locale;

/** Where an address leads: the machine to connect to, and the path to ask it for. */
record Target(String host, int port, String path) {

  /** The target of an http address; the message of the exception says what to use for any other. */
  static Target of(URI url) throws IOException {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (scheme.equals("https")) {
      throw new IOException(
          "fetch speaks plain http only, use java.net.http.HttpClient for " + url);
    }
    if (!scheme.equals("http") || url.getHost() == null) {
      throw new IOException("expected an address such as http://127.0.0.1:8080/page, found " + url);
    }
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    return new Target(url.getHost(), url.getPort() < 0 ? 80 : url.getPort(), path + query);
  }

  /** Equal for targets that one connection can serve; also the Host header. */
  String authority() {
    return port == 80 ? host : host + ":" + port;
  }

  /** The host without the brackets that an address puts around IPv6. */
  String hostToConnectTo() {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
