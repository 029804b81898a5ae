package interleave.worker;

import java.io.IOException;
import java.lang.classfile.ClassHierarchyResolver;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The same class, as javac made it and as the worker weaves it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-XX:+UseParallelGC", "-Xmx512m"})
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class StopCheckBenchmark {
  @Param({"plain", "woven"})
  private String weaving = "";

  private Workload workload = new CellWorkload();

  private static final class Loader extends ClassLoader {
    Loader() {
      super(Workload.class.getClassLoader());
    }

    Class<?> define(String name, byte[] bytes) {
      return defineClass(name, bytes, 0, bytes.length);
    }
  }

  @Setup
  public void load() throws IOException, ReflectiveOperationException {
    var name = CellWorkload.class.getName();
    byte[] compiled;
    try (var resource = CellWorkload.class.getResourceAsStream("CellWorkload.class")) {
      if (resource == null) {
        throw new IOException("no class file of " + name);
      }
      compiled = resource.readAllBytes();
    }
    var bytes =
        weaving.equals("woven")
            ? new Weaver(ClassHierarchyResolver.ofClassLoading(Workload.class.getClassLoader()))
                .weave(new CellClass(name, compiled, new Origin("cell", List.of(1))))
            : compiled;
    workload = (Workload) new Loader().define(name, bytes).getDeclaredConstructor().newInstance();
  }

  @Benchmark
  public int primes() {
    return workload.primes();
  }

  @Benchmark
  public double matrices() {
    return workload.matrices();
  }

  @Benchmark
  public long sum() {
    return workload.sum();
  }

  @Benchmark
  public double bodies() {
    return workload.bodies();
  }

  @Benchmark
  public int fibonacci() {
    return workload.fibonacci();
  }
}
