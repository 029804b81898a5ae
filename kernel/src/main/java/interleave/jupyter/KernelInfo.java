package interleave.jupyter;

import tools.jackson.databind.node.ObjectNode;

/** What this kernel is. Known before Java for the cells has started. */
final class KernelInfo {
  private static final String VERSION = "0.1.0";
  static final String SUBSHELLS = "kernel subshells";

  private KernelInfo() {}

  static ObjectNode reply() {
    var java = Runtime.version();
    var reply =
        Json.ok()
            .put("protocol_version", Envelope.VERSION)
            .put("implementation", "interleave")
            .put("implementation_version", VERSION)
            .put(
                "banner",
                "Interleave "
                    + VERSION
                    + ", Java "
                    + java.feature()
                    + ": notebooks for learning concurrency by running it")
            .put("debugger", false);
    reply.set("language_info", language(java.toString()));
    reply
        .putArray("help_links")
        .addObject()
        .put("text", "Java " + java.feature() + " API")
        .put(
            "url",
            "https://docs.oracle.com/en/java/javase/" + java.feature() + "/docs/api/index.html");
    reply.putArray("supported_features").add(SUBSHELLS);
    return reply;
  }

  private static ObjectNode language(String version) {
    return Json.object()
        .put("name", "java")
        .put("version", version)
        .put("mimetype", "text/x-java")
        .put("file_extension", ".java")
        .put("pygments_lexer", "java")
        .put("codemirror_mode", "text/x-java")
        .put("nbconvert_exporter", "script");
  }
}
