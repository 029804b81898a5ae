package interleave.display;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Images as PNG. The only class that touches AWT, loaded with the first image. */
final class Picture {

  private static final long MOST_PIXELS = 16_000_000;

  private Picture() {}

  /** The image as base64 PNG, or nothing if it is too large for a page. */
  static Optional<String> png(Object value) {
    var image = (BufferedImage) value;
    if ((long) image.getWidth() * image.getHeight() > MOST_PIXELS) {
      return Optional.empty();
    }
    var bytes = new ByteArrayOutputStream();
    // In memory: ImageIO's own choice would be a temporary file.
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.of(Base64.getEncoder().encodeToString(bytes.toByteArray()));
  }
}
