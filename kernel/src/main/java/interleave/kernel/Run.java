package interleave.kernel;

import java.time.Duration;

/**
 * One finished run of a cell.
 *
 * @param compiling time spent in the compiler, which the cell's own time does not contain
 * @param running time from the first to the last statement, measured in the worker
 */
public record Run(Outcome outcome, Duration compiling, Duration running) {}
