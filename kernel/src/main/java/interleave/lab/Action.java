package interleave.lab;

/** Something to time that returns nothing. */
@FunctionalInterface
public interface Action {
  void run() throws Exception;
}
