package interleave.jupyter;

import java.util.Locale;

/** Jupyter's sockets, in the order in which they are looked at. */
enum Channel {
  HEARTBEAT("hb"),
  CONTROL("control"),
  STDIN("stdin"),
  SHELL("shell"),
  IOPUB("iopub");

  private final String word;

  Channel(String word) {
    this.word = word;
  }

  /** Its port in a connection file. */
  String key() {
    return word + "_port";
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
