package interleave.kernel.jshell;

import interleave.libraries.Libraries;
import java.time.Duration;
import java.util.List;

/**
 * What the code of one notebook may use of the machine, and how kernels are made ready for it.
 *
 * @param heapMegabytes for all objects of a notebook
 * @param threads platform threads alive at once; virtual threads are bounded by the heap alone
 * @param outputCharacters of one run that are kept, from its beginning and its end
 * @param reserve how many kernels wait for readers; with 0 each is made when it is asked for
 * @param patience how long Java may take to start, and again to get warm
 * @param javaOptions given to the worker's Java behind our own
 * @param dependencies where cells get libraries from
 */
public record KernelSettings(
    int heapMegabytes,
    int threads,
    int outputCharacters,
    int reserve,
    Duration patience,
    List<String> javaOptions,
    Libraries dependencies) {

  public static final KernelSettings DEFAULT =
      new KernelSettings(
          512, 4_000, 1_000_000, 2, Duration.ofMinutes(1), List.of(), Libraries.off());

  public KernelSettings {
    javaOptions = List.copyOf(javaOptions);
  }

  public KernelSettings withLimits(int megabytes, int mostThreads, int mostCharacters) {
    return new KernelSettings(
        megabytes, mostThreads, mostCharacters, reserve, patience, javaOptions, dependencies);
  }

  public KernelSettings withDependencies(Libraries source) {
    return new KernelSettings(
        heapMegabytes, threads, outputCharacters, reserve, patience, javaOptions, source);
  }

  public KernelSettings withReserve(int kernels) {
    return new KernelSettings(
        heapMegabytes, threads, outputCharacters, kernels, patience, javaOptions, dependencies);
  }

  KernelSettings withPatience(Duration limit) {
    return new KernelSettings(
        heapMegabytes, threads, outputCharacters, reserve, limit, javaOptions, dependencies);
  }

  /** Behind those of our own, which they override. */
  public KernelSettings withJavaOptions(String... options) {
    return new KernelSettings(
        heapMegabytes,
        threads,
        outputCharacters,
        reserve,
        patience,
        List.of(options),
        dependencies);
  }
}
