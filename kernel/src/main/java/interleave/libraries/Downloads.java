package interleave.libraries;

import java.util.Locale;
import java.util.function.Consumer;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferEvent;

/** Tells the reader what is being fetched: the libraries, not the descriptions around them. */
final class Downloads extends AbstractTransferListener {
  private static final double MEGABYTE = 1_000_000;

  private final Consumer<String> progress;

  Downloads(Consumer<String> progress) {
    this.progress = progress;
  }

  @Override
  public void transferStarted(TransferEvent event) {
    String name = event.getResource().getResourceName();
    if (name.endsWith(".jar")) {
      long bytes = event.getResource().getContentLength();
      String size =
          bytes < 0
              ? ""
              : String.format(Locale.ROOT, " (%.1f MB)", Math.max(0.1, bytes / MEGABYTE));
      progress.accept("fetching " + name.substring(name.lastIndexOf('/') + 1) + size);
    }
  }
}
