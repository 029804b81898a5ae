package interleave.slow;

/**
 * The service in a process of its own: tells its address, and ends when its standard input does.
 */
public final class SlowServiceMain {

  private SlowServiceMain() {}

  public static void main(String[] args) throws Exception {
    try (var service = SlowService.start()) {
      System.out.println(service.address());
      var _ = System.in.read();
    }
  }
}
