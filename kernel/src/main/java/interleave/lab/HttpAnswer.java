package interleave.lab;

/**
 * One whole answer.
 *
 * @param reusable whether the connection can carry another request
 * @param delayNanos how long the slow service says that it waited on purpose, 0 for any other
 *     server
 * @param retryAfter for how many seconds the server wants to be left alone, -1 if it did not say
 */
record HttpAnswer(
    int status, String reason, String body, boolean reusable, long delayNanos, long retryAfter) {}
