package interleave.jupyter;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Jupyter tells a kernel that it starts.
 *
 * @param ip where to listen
 * @param key of all signatures; empty if messages are not signed
 * @param algorithm of the signatures, in Java's words
 */
record ConnectionFile(String ip, Map<Channel, Integer> ports, String key, String algorithm) {
  private static final int HIGHEST_PORT = 65_535;
  private static final String SCHEME = "hmac-";

  ConnectionFile {
    ports = Map.copyOf(ports);
  }

  /**
   * The file as Jupyter wrote it.
   *
   * @throws JupyterException that says what is wrong with it
   */
  static ConnectionFile read(Path file) {
    try {
      if (Json.MAPPER.readTree(Files.readAllBytes(file)) instanceof ObjectNode json) {
        return of(file, json);
      }
      throw wrong(file, "expected a JSON object");
    } catch (NoSuchFileException e) {
      throw new JupyterException("there is no connection file " + file, e);
    } catch (IOException e) {
      throw new JupyterException(
          "cannot read the connection file " + file + ": " + e.getMessage(), e);
    } catch (JacksonException e) {
      throw wrong(file, "line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage());
    }
  }

  private static ConnectionFile of(Path file, ObjectNode json) {
    var transport = json.path("transport").asString("tcp");
    if (!transport.equals("tcp")) {
      throw wrong(file, "expected transport tcp, found: " + transport);
    }
    var ports = new EnumMap<Channel, Integer>(Channel.class);
    for (var channel : Channel.values()) {
      var port = json.path(channel.key()).asInt(-1);
      if (port < 1 || port > HIGHEST_PORT) {
        throw wrong(
            file,
            "expected "
                + channel.key()
                + " to be 1 to "
                + HIGHEST_PORT
                + ", found: "
                + json.path(channel.key()));
      }
      ports.put(channel, port);
    }
    var scheme = json.path("signature_scheme").asString(SCHEME + "sha256");
    if (!scheme.startsWith(SCHEME)) {
      throw wrong(file, "expected a signature_scheme such as hmac-sha256, found: " + scheme);
    }
    return new ConnectionFile(
        json.path("ip").asString("127.0.0.1"),
        ports,
        json.path("key").asString(""),
        "Hmac" + scheme.substring(SCHEME.length()));
  }

  /** Whether nobody but this machine can reach the kernel there. */
  boolean isLoopback() {
    try {
      return !ip.equals("*") && InetAddress.getByName(ip).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new JupyterException(
          "the connection file says to listen on '"
              + ip
              + "', which is no"
              + " address of this machine",
          e);
    }
  }

  int port(Channel channel) {
    return ports.getOrDefault(channel, 0);
  }

  private static JupyterException wrong(Path file, String why) {
    return new JupyterException(file + " is no connection file that we can use: " + why);
  }
}
