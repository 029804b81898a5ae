package interleave.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The same waits with Python's clients, where this machine has them. */
final class PythonClient {
  /** For one warm-up and the rounds together. */
  static final Duration PATIENCE = Duration.ofSeconds(75);

  private static final int ROUNDS = 3;

  private static final String PROGRAM =
      """
      import asyncio, resource, sys, time
      library, base, count, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
      most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
      resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))

      async def with_aiohttp():
          import aiohttp
          connector = aiohttp.TCPConnector(limit=0)
          async with aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=None)) as session:
              async def page(number):
                  async with session.get(f"{base}/{number}") as answer:
                      return await answer.text()
              await measure(page)

      async def with_httpx():
          import httpx
          limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
          async with httpx.AsyncClient(limits=limits, timeout=None) as client:
              async def page(number):
                  return (await client.get(f"{base}/{number}")).text
              await measure(page)

      async def measure(page):
          for _ in range(rounds):
              start = time.perf_counter()
              pages = await asyncio.gather(*(page(number) for number in range(1, count + 1)))
              took = (time.perf_counter() - start) * 1000
              assert pages[-1] == f"page {count}"
              print(took, flush=True)

      asyncio.run({"aiohttp": with_aiohttp, "httpx": with_httpx}[library]())
      """;

  private PythonClient() {}

  static boolean has(String library) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(PythonEnvironment.python(), "-c", "import resource, " + library)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false; // no Python here
    }
  }

  /** The milliseconds of the warm rounds that came in time; perhaps none. */
  static List<Double> rounds(String library, String address, int count)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("python", ".txt");
    try {
      Process process =
          new ProcessBuilder(
                  PythonEnvironment.python(),
                  "-c",
                  PROGRAM,
                  library,
                  address,
                  String.valueOf(count),
                  String.valueOf(1 + ROUNDS))
              .redirectOutput(output.toFile())
              .redirectError(Redirect.INHERIT)
              .start();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      return Files.readAllLines(output, UTF_8).stream().skip(1).map(Double::valueOf).toList();
    } finally {
      Files.delete(output);
    }
  }
}
