package interleave.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Work in child processes, and the main program of such a child: it reads "seed rounds" from its
 * input, answers the hash, and ends when its input does, so that it never outlives its parent.
 */
final class CpuProcesses {

  private CpuProcesses() {}

  public static void main(String[] arguments) throws IOException {
    var in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", -1);
      System.out.println(Hash.of(Long.parseLong(words[0]), Long.parseLong(words[1])));
      System.out.flush();
    }
  }

  /** The sum of the hashes; when this returns or throws, no child is left. */
  static long sum(int parts, long rounds, int processes) throws InterruptedException {
    if (processes < 1) {
      throw new IllegalArgumentException("expected at least 1 process, found " + processes);
    }
    var next = new AtomicInteger();
    var children = new ArrayList<Process>();
    var talks = new ArrayList<Future<Long>>();
    try (var talking =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("child-", 1).factory())) {
      try {
        for (int i = 0; i < processes; i++) {
          Process child = start();
          children.add(child);
          talks.add(talking.submit(() -> work(child, next, parts, rounds)));
        }
        long sum = 0;
        for (Future<Long> talk : talks) {
          sum += talk.get();
        }
        return sum;
      } finally {
        children.forEach(Process::destroyForcibly); // a thread that reads a pipe hears no interrupt
      }
    } catch (ExecutionException e) {
      throw new UncheckedIOException(Fetching.failureOf(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      for (Process child : children) {
        child.onExit().join();
      }
    }
  }

  /** What one child does, on the thread that talks to it. */
  private static long work(Process child, AtomicInteger next, int parts, long rounds)
      throws IOException, InterruptedException {
    try (var out = child.outputWriter(UTF_8);
        var in = child.inputReader(UTF_8)) {
      long sum = 0;
      for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
        sum += ask(child, out, in, part, rounds);
      }
      return sum;
    }
  }

  private static long ask(Process child, Writer out, BufferedReader in, int part, long rounds)
      throws IOException, InterruptedException {
    out.write(part + " " + rounds + "\n");
    out.flush();
    @Nullable String answer = in.readLine();
    if (answer == null) {
      throw new IOException("a child process ended with exit code " + child.waitFor());
    }
    return Long.parseLong(answer);
  }

  private static Process start() throws IOException {
    return new ProcessBuilder(
            java(), "-XX:-UsePerfData", "-cp", classPath(), CpuProcesses.class.getName())
        .redirectError(Redirect.DISCARD)
        .start();
  }

  /** The program that runs this JVM; where the system does not tell, the one of its folder. */
  static String java() {
    return ProcessHandle.current()
        .info()
        .command()
        .orElse(Path.of(System.getProperty("java.home"), "bin", "java").toString());
  }

  private static String classPath() throws IOException {
    try {
      var place = CpuProcesses.class.getProtectionDomain().getCodeSource().getLocation();
      return Path.of(place.toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IOException("the place of this class is no path", e);
    }
  }
}
