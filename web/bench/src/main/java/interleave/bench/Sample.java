package interleave.bench;

import java.util.Collection;
import java.util.List;

/** What was measured, once or several times, in ascending order. */
record Sample(List<Double> ascending) {

  Sample {
    if (ascending.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
  }

  static Sample of(Collection<Double> values) {
    return new Sample(values.stream().sorted().toList());
  }

  static Sample of(double value) {
    return new Sample(List.of(value));
  }

  int size() {
    return ascending.size();
  }

  double sum() {
    return ascending.stream().mapToDouble(Double::doubleValue).sum();
  }

  double lowest() {
    return ascending.getFirst();
  }

  double highest() {
    return ascending.getLast();
  }

  double median() {
    int half = size() / 2;
    return size() % 2 == 1
        ? ascending.get(half)
        : (ascending.get(half - 1) + ascending.get(half)) / 2;
  }

  /** The smallest value that 95 of 100 do not exceed. */
  double p95() {
    return ascending.get((int) Math.ceil(size() * 0.95) - 1);
  }
}
