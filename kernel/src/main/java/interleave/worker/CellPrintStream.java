package interleave.worker;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * {@code System.out} or {@code System.err} of a worker, for all its life: each piece of text goes
 * to the output of the cell that the printing thread works for. Text stays text, without a way
 * through bytes and back, except where somebody writes bytes.
 */
final class CellPrintStream extends PrintStream {
  private final boolean error;
  private final Supplier<CellRun> owner;
  private final HalfCharacters halfCharacters = new HalfCharacters();

  CellPrintStream(boolean error, Supplier<CellRun> owner) {
    super(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    this.error = error;
    this.owner = owner;
  }

  private void text(String text) {
    owner.get().output().print(error, text);
  }

  private void line(String text) {
    owner.get().output().println(error, text);
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    text(halfCharacters.decode(bytes, from, length));
  }

  @Override
  public void write(byte[] bytes) {
    write(bytes, 0, bytes.length);
  }

  @Override
  public void writeBytes(byte[] bytes) {
    write(bytes, 0, bytes.length);
  }

  @Override
  public void write(int oneByte) {
    write(new byte[] {(byte) oneByte}, 0, 1);
  }

  @Override
  public void print(boolean value) {
    text(String.valueOf(value));
  }

  @Override
  public void print(char value) {
    text(String.valueOf(value));
  }

  @Override
  public void print(int value) {
    text(String.valueOf(value));
  }

  @Override
  public void print(long value) {
    text(String.valueOf(value));
  }

  @Override
  public void print(float value) {
    text(String.valueOf(value));
  }

  @Override
  public void print(double value) {
    text(String.valueOf(value));
  }

  @Override
  public void print(char[] value) {
    text(String.valueOf(value));
  }

  @Override
  public void print(String value) {
    text(String.valueOf(value));
  }

  @Override
  public void print(Object value) {
    text(String.valueOf(value));
  }

  @Override
  public void println() {
    line("");
  }

  @Override
  public void println(boolean value) {
    line(String.valueOf(value));
  }

  @Override
  public void println(char value) {
    line(String.valueOf(value));
  }

  @Override
  public void println(int value) {
    line(String.valueOf(value));
  }

  @Override
  public void println(long value) {
    line(String.valueOf(value));
  }

  @Override
  public void println(float value) {
    line(String.valueOf(value));
  }

  @Override
  public void println(double value) {
    line(String.valueOf(value));
  }

  @Override
  public void println(char[] value) {
    line(String.valueOf(value));
  }

  @Override
  public void println(String value) {
    line(String.valueOf(value));
  }

  @Override
  public void println(Object value) {
    String text = String.valueOf(value);
    if (TraceLine.is(value)) {
      TraceLine.forReaders(text).ifPresent(this::line);
    } else {
      line(text);
    }
  }

  /** Nothing waits here. */
  @Override
  public void flush() {}

  /** Learners who close {@code System.out} still want to see their next line. */
  @Override
  public void close() {}
}
