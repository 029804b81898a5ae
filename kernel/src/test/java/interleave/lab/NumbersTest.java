package interleave.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource({
    "4011200000, 4\u202f011 ms",
    "206000000, 206 ms",
    "99960000, 100 ms",
    "20600000, 20.6 ms",
    "9996000, 10.0 ms",
    "210000, 0.21 ms",
    "8520, 8.5 µs",
    "0, 0.0 µs"
  })
  void timesShowThreeDigits(long nanos, String text) {
    assertThat(Numbers.time(nanos)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"1.0301, 1.03 ×", "1.996, 2.0 ×", "20.06, 20.1 ×", "1234, 1\u202f234.0 ×"})
  void multiplesShowMoreNearOne(double factor, String text) {
    assertThat(Numbers.times(factor)).isEqualTo(text);
  }
}
