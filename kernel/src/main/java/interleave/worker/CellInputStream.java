package interleave.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * {@code System.in} of a worker, for all its life: each thread reads what was typed for the cell
 * that it works for.
 */
final class CellInputStream extends InputStream {
  private final Keyboard keyboard;

  private CellInputStream(Keyboard keyboard) {
    this.keyboard = keyboard;
  }

  static void install(Keyboard keyboard) {
    // What Java found out about the pipe that the worker was started with holds no more.
    System.setProperty("stdin.encoding", StandardCharsets.UTF_8.name());
    var in = new CellInputStream(keyboard);
    System.setIn(in);
    Threads.replaceReaderOfIO(in.new Lines());
  }

  /**
   * For {@code IO.readln}. The reader that it makes by itself holds a lock while a thread waits for
   * its line: a thread of another cell would wait for that lock, where no stop reaches it.
   */
  private final class Lines extends BufferedReader {
    Lines() {
      super(new InputStreamReader(CellInputStream.this, StandardCharsets.UTF_8), 1);
    }

    @Override
    public @Nullable String readLine() throws IOException {
      return keyboard.readLine();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    return keyboard.read(to, from, length);
  }

  @Override
  public int available() {
    return keyboard.available();
  }

  /** Learners who close their Scanner still want to read in the next cell. */
  @Override
  public void close() {}
}
