package interleave.timeline;

/**
 * A line of a cell's source.
 *
 * @param number counted from 1
 */
public record SourceLine(String cell, int number) {}
