package interleave.jupyter;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Messages as frames: identities, a delimiter, the signature, header, parent header, metadata,
 * content, and buffers that nobody here has a use for.
 */
final class Envelope {
  static final String VERSION = "5.4";

  /** Python reads one to six digits of a fraction, and no other number of them. */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NOTHING = {'{', '}'};
  private static final int PARTS = 4;
  private static final int REMEMBERED = 10_000;

  private final Signer signer;

  // A client knows by it that the kernel is another one than before.
  private final String session = UUID.randomUUID().toString();
  private final AtomicLong sent = new AtomicLong();

  // Who can read what a client says but does not know the key could say it again.
  private final Set<String> seen =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > REMEMBERED;
            }
          });

  Envelope(Signer signer) {
    this.signer = signer;
  }

  String session() {
    return session;
  }

  static String date(Instant at) {
    return DATE.format(at);
  }

  /** A message to be sent; {@code id} tells it from all others. */
  record Sealed(String id, List<byte[]> frames) {}

  Sealed seal(
      List<byte[]> identities,
      String type,
      byte[] parent,
      ObjectNode metadata,
      ObjectNode content) {
    var id = session + "_" + sent.incrementAndGet();
    var header =
        Json.object()
            .put("msg_id", id)
            .put("session", session)
            .put("username", "interleave")
            .put("date", date(Instant.now()))
            .put("msg_type", type)
            .put("version", VERSION);
    var parts =
        List.of(
            bytes(header),
            parent.length == 0 ? NOTHING : parent,
            metadata.isEmpty() ? NOTHING : bytes(metadata),
            bytes(content));
    var frames = new ArrayList<>(identities);
    frames.add(DELIMITER);
    frames.add(signer.sign(parts));
    frames.addAll(parts);
    return new Sealed(id, frames);
  }

  /** Nothing if the message is not signed with the key, was seen before or makes no sense. */
  Optional<Request> open(Channel channel, List<byte[]> frames) {
    int delimiter = 0;
    while (delimiter < frames.size() && !Arrays.equals(frames.get(delimiter), DELIMITER)) {
      delimiter++;
    }
    int first = delimiter + 2;
    if (frames.size() < first + PARTS) {
      return dropped(channel, "it has too few parts");
    }
    var signature = frames.get(delimiter + 1);
    var parts = frames.subList(first, first + PARTS);
    if (!signer.accepts(signature, parts)) {
      return dropped(channel, "its signature is wrong");
    }
    if (signature.length > 0 && !seen.add(new String(signature, StandardCharsets.US_ASCII))) {
      return dropped(channel, "it came before");
    }
    try {
      var header = Json.MAPPER.readTree(parts.get(0));
      var type = header.path("msg_type").asString("");
      if (type.isEmpty() || !(Json.MAPPER.readTree(parts.get(3)) instanceof ObjectNode content)) {
        return dropped(channel, "it has no type or no content");
      }
      return Optional.of(
          new Request(
              channel,
              frames.subList(0, delimiter),
              parts.get(0),
              type,
              header.path("subshell_id").asStringOpt().orElse(null),
              parentId(parts.get(1)),
              content));
    } catch (JacksonException e) {
      return dropped(channel, e.getOriginalMessage());
    }
  }

  private static String parentId(byte[] parent) {
    JsonNode header = Json.MAPPER.readTree(parent);
    return header.path("msg_id").asString("");
  }

  private static Optional<Request> dropped(Channel channel, String why) {
    System.err.println("dropped a message on the " + channel + " channel: " + why);
    return Optional.empty();
  }

  private static byte[] bytes(ObjectNode json) {
    return Json.MAPPER.writeValueAsBytes(json);
  }
}
