package interleave.jupyter;

import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** All who are connected, as whoever has something to say sees them. May be used by any thread. */
final class Clients {
  private final Envelope envelope;
  private final Sending sending;

  /** Where frames go. */
  @FunctionalInterface
  interface Sending {
    void send(Channel channel, List<byte[]> frames);
  }

  Clients(Envelope envelope, Sending sending) {
    this.envelope = envelope;
    this.sending = sending;
  }

  /** To everybody. {@code parent} is the header of the request that it follows from. */
  void publish(byte[] parent, String type, ObjectNode content) {
    var topic = ("kernel." + envelope.session() + "." + type).getBytes(StandardCharsets.UTF_8);
    var message = envelope.seal(List.of(topic), type, parent, Json.object(), content);
    sending.send(Channel.IOPUB, message.frames());
  }

  /** To the client that asked. */
  void reply(Request to, ObjectNode content) {
    reply(to, Json.object(), content);
  }

  void reply(Request to, ObjectNode metadata, ObjectNode content) {
    var message = envelope.seal(to.identities(), to.replyType(), to.header(), metadata, content);
    sending.send(to.channel(), message.frames());
  }

  /** A question to the client whose request this was; its answer names the id that is returned. */
  String ask(Request of, ObjectNode content) {
    var message =
        envelope.seal(of.identities(), "input_request", of.header(), Json.object(), content);
    sending.send(Channel.STDIN, message.frames());
    return message.id();
  }
}
