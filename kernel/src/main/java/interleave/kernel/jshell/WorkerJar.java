package interleave.kernel.jshell;

import interleave.kernel.KernelFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The worker's jar as a file, which Java needs on its class path; ours is a resource, perhaps
 * inside another jar.
 */
final class WorkerJar implements AutoCloseable {
  private static final String RESOURCE = "interleave-worker.jar";

  private final Path file;

  private WorkerJar(Path file) {
    this.file = file;
  }

  static WorkerJar copy() {
    try (InputStream resource = WorkerJar.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new KernelFailedException(
            "the build left out " + RESOURCE + ": run mvn process-classes in kernel/", null);
      }
      Path file = Files.createTempFile("interleave-worker", ".jar");
      Files.copy(resource, file, StandardCopyOption.REPLACE_EXISTING);
      file.toFile().deleteOnExit();
      return new WorkerJar(file);
    } catch (IOException e) {
      throw new KernelFailedException(
          "could not write to the temporary folder: " + e.getMessage(), e);
    }
  }

  Path file() {
    return file;
  }

  /** To be called when all workers have ended: Windows does not delete what somebody has open. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // Then it goes when this JVM ends.
    }
  }
}
