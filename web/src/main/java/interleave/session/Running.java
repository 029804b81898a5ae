package interleave.session;

import interleave.kernel.Footprint;
import interleave.notebook.KernelStatus;
import java.time.Instant;

/**
 * A notebook whose Java is there.
 *
 * @param since when it was taken into use
 */
public record Running(
    String name, String title, KernelStatus kernel, Instant since, Footprint footprint) {}
