package interleave.catalog;

/** What is wrong at a line of a lesson; lines count from 1, in the file. */
public record Mistake(String file, int line, String message) {
  @Override
  public String toString() {
    return file + ":" + line + ": " + message;
  }
}
