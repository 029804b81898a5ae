package interleave.web;

import interleave.libraries.Libraries;
import interleave.libraries.MavenLibraries;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What the code of a notebook may use of the machine, as the command line says it. */
final class KernelOptions {
  private static final Duration NEVER = Duration.ZERO;

  @Option(
      names = "--worker-heap",
      paramLabel = "SIZE",
      defaultValue = "512m",
      converter = Megabytes.class,
      description = "Memory for the objects of one notebook (default: ${DEFAULT-VALUE}).")
  private int heapMegabytes;

  @Option(
      names = "--worker-threads",
      paramLabel = "N",
      defaultValue = "4000",
      converter = Count.class,
      description =
          "Platform threads that one notebook may have at once; there is no limit for virtual"
              + " threads (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--worker-output",
      paramLabel = "N",
      defaultValue = "1m",
      converter = Count.class,
      description = "Characters kept of what one run of a cell prints (default: ${DEFAULT-VALUE}).")
  private int outputCharacters;

  @Option(
      names = "--idle",
      paramLabel = "TIME",
      defaultValue = "30m",
      converter = Time.class,
      description =
          "After this time without use the Java of a notebook ends; its text and outputs stay."
              + " \"never\" keeps it (default: ${DEFAULT-VALUE}).")
  private Duration idle = NEVER;

  @Option(
      names = "--no-dependencies",
      description = "Cells may not fetch libraries with %%dependency or //DEPS.")
  private boolean noDependencies;

  @Option(
      names = "--maven-repository",
      paramLabel = "URL",
      description = "Where cells fetch libraries from (default: Maven Central).")
  private @Nullable String mavenRepository;

  /** Where cells get libraries from. */
  Libraries dependencies() {
    return noDependencies
        ? Libraries.off()
        : MavenLibraries.ofUser(Optional.ofNullable(mavenRepository));
  }

  int heapMegabytes() {
    return heapMegabytes;
  }

  int threads() {
    return threads;
  }

  int outputCharacters() {
    return outputCharacters;
  }

  /** After which time without use a kernel ends; empty if never. */
  Optional<Duration> idle() {
    return Optional.of(idle).filter(Duration::isPositive);
  }

  private static Matcher matched(Pattern form, String value, String expected) {
    Matcher matcher = form.matcher(value.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new TypeConversionException("expected " + expected + ", found: '" + value + "'");
    }
    return matcher;
  }

  /** {@code 512m} or {@code 2g}. */
  static final class Megabytes implements ITypeConverter<Integer> {
    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,5})([mg])b?");
    private static final int SMALLEST = 32; // below it Java runs, and no lesson does

    @Override
    public Integer convert(String value) {
      Matcher size = matched(FORM, value, "a size such as 512m or 2g");
      int number = Integer.parseInt(size.group(1));
      int megabytes = size.group(2).equals("g") ? Math.multiplyExact(number, 1024) : number;
      if (megabytes < SMALLEST) {
        throw new TypeConversionException(
            "expected at least " + SMALLEST + "m, found: '" + value + "'");
      }
      return megabytes;
    }
  }

  /** {@code 500}, {@code 20k} or {@code 1m}. */
  static final class Count implements ITypeConverter<Integer> {
    private static final Pattern FORM =
        Pattern.compile("([1-9]\\d{0,8})|([1-9]\\d{0,5})k|([1-9]\\d{0,2})m");

    @Override
    public Integer convert(String value) {
      Matcher count = matched(FORM, value, "a number such as 5000, 20k or 1m");
      if (count.group(1) != null) {
        return Integer.parseInt(count.group(1));
      }
      return count.group(2) != null
          ? Integer.parseInt(count.group(2)) * 1_000
          : Integer.parseInt(count.group(3)) * 1_000_000;
    }
  }

  /** {@code 90s}, {@code 30m}, {@code 2h} or {@code never}. */
  static final class Time implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("never|([1-9]\\d{0,5})([smh])");

    @Override
    public Duration convert(String value) {
      Matcher time = matched(FORM, value, "a time such as 90s, 30m or 2h, or never");
      if (time.group(1) == null) {
        return NEVER;
      }
      return Duration.parse("PT" + time.group(1) + time.group(2));
    }
  }
}
