package interleave.worker;

/** Code as learners write it in cells. */
public interface Workload {
  int primes();

  double matrices();

  long sum();

  double bodies();

  int fibonacci();
}
