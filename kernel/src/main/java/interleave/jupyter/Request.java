package interleave.jupyter;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message of a client's.
 *
 * @param identities of the client, in front of every answer
 * @param header as it came: answers repeat it byte for byte
 * @param subshell that it is for, null for the main shell
 * @param answers id of the message of ours that it answers, empty if none
 */
@SuppressWarnings("ArrayRecordComponent") // equal is who is the same
record Request(
    Channel channel,
    List<byte[]> identities,
    byte[] header,
    String type,
    @Nullable String subshell,
    String answers,
    ObjectNode content) {

  Request {
    identities = List.copyOf(identities);
  }

  boolean isExecute() {
    return type.equals("execute_request");
  }

  /** The type of its answer. */
  String replyType() {
    return type.replaceFirst("_request$", "") + "_reply";
  }
}
