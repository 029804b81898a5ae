package interleave.kernel.jshell;

import interleave.kernel.KernelFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The worker's jar as a file, which Java needs on its class path; ours is a resource, perhaps
 * inside another jar. Written again when somebody has cleaned up the temporary folder.
 */
final class WorkerJar implements AutoCloseable {
  private static final String RESOURCE = "interleave-worker.jar";

  private final Path folder;
  private Path file; // guarded by this

  private WorkerJar(Path folder) {
    this.folder = folder;
    this.file = write(folder);
  }

  static WorkerJar copy() {
    return copy(Path.of(System.getProperty("java.io.tmpdir")));
  }

  static WorkerJar copy(Path folder) {
    return new WorkerJar(folder);
  }

  /** The file, which exists. */
  synchronized Path file() {
    if (!Files.exists(file)) {
      file = write(folder);
    }
    return file;
  }

  private static Path write(Path folder) {
    try (InputStream resource = WorkerJar.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new KernelFailedException(
            "the build left out " + RESOURCE + ": run mvn process-classes in kernel/", null);
      }
      Path file = Files.createTempFile(folder, "interleave-worker", ".jar");
      file.toFile().deleteOnExit();
      Files.copy(resource, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new KernelFailedException(
          "could not write to the temporary folder "
              + folder
              + ": "
              + e.getMessage()
              + ". Make room there, or start Interleave with -Djava.io.tmpdir= and another folder.",
          e);
    }
  }

  /** To be called when all workers have ended: Windows does not delete what somebody has open. */
  @Override
  public synchronized void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // Then it goes when this JVM ends.
    }
  }
}
