package interleave.notebook;

/**
 * The lesson that a notebook is a learner's copy of.
 *
 * @param lesson the lesson's id, such as {@code 02-twenty-slow-urls}
 * @param revision hash of the lesson's file when the copy was made
 */
public record Origin(String lesson, String revision) {}
