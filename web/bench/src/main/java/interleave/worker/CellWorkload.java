package interleave.worker;

import java.util.Arrays;

/**
 * Loops of every shape that the stop check is woven into. Loaded under the same name twice, woven
 * and not, so it is not to be used directly.
 */
public final class CellWorkload implements Workload {
  private static final int SIZE = 300;
  private static final int BODIES = 5;

  private final double[] a = new double[SIZE * SIZE];
  private final double[] b = new double[SIZE * SIZE];
  private final int[] numbers = new int[8_000_000];

  public CellWorkload() {
    for (int i = 0; i < a.length; i++) {
      a[i] = i % 7;
      b[i] = i % 11;
    }
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i & 1023;
    }
  }

  @Override
  public int primes() {
    int limit = 200_000;
    int found = 0;
    for (int candidate = 2; candidate < limit; candidate++) {
      boolean prime = true;
      for (int divisor = 2; divisor * divisor <= candidate; divisor++) {
        if (candidate % divisor == 0) {
          prime = false;
          break;
        }
      }
      if (prime) {
        found++;
      }
    }
    return found;
  }

  @Override
  public double matrices() {
    var product = new double[SIZE * SIZE];
    for (int row = 0; row < SIZE; row++) {
      for (int inner = 0; inner < SIZE; inner++) {
        double left = a[row * SIZE + inner];
        for (int column = 0; column < SIZE; column++) {
          product[row * SIZE + column] += left * b[inner * SIZE + column];
        }
      }
    }
    return product[SIZE + 1];
  }

  @Override
  public long sum() {
    long sum = 0;
    for (int pass = 0; pass < 8; pass++) {
      for (int number : numbers) {
        sum += number;
      }
    }
    return sum;
  }

  @Override
  public double bodies() {
    var x = new double[BODIES];
    var y = new double[BODIES];
    var vx = new double[BODIES];
    var vy = new double[BODIES];
    Arrays.setAll(x, i -> Math.cos(i) * (i + 1));
    Arrays.setAll(y, i -> Math.sin(i) * (i + 1));
    for (int step = 0; step < 100_000; step++) {
      for (int i = 0; i < BODIES; i++) {
        for (int j = i + 1; j < BODIES; j++) {
          double dx = x[i] - x[j];
          double dy = y[i] - y[j];
          double squared = dx * dx + dy * dy + 0.01;
          double pull = 0.001 / (squared * Math.sqrt(squared));
          vx[i] -= dx * pull;
          vy[i] -= dy * pull;
          vx[j] += dx * pull;
          vy[j] += dy * pull;
        }
      }
      for (int i = 0; i < BODIES; i++) {
        x[i] += 0.001 * vx[i];
        y[i] += 0.001 * vy[i];
      }
    }
    return x[0];
  }

  @Override
  public int fibonacci() {
    return fibonacci(33);
  }

  private static int fibonacci(int n) {
    return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
  }
}
