package interleave.kernel;

/**
 * A thread that waits for a line of the reader's.
 *
 * @param number tells it from every other request of the same kernel
 * @param cell whose thread it is; the cell itself may have ended
 * @param prompt what the thread had begun to print, perhaps nothing; it becomes output of the cell
 *     when the thread goes on, with the answer behind it
 */
public record InputRequest(
    long number, CellId cell, String thread, boolean virtual, String prompt) {}
