package interleave.display;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Images as PNG. The only class that touches AWT, loaded with the first image. */
final class Picture {

  /** Wide enough for a page on a screen with two pixels for one. */
  private static final int LONGEST_SIDE = 2_000;

  private static final int MOST_BYTES = 1_400_000;

  private Picture() {}

  /**
   * The image under the MIME type, smaller if it is too large for a page, and what to say of it.
   */
  static Map<String, String> forms(Object value, String png) {
    var image = (BufferedImage) value;
    int width = image.getWidth();
    int height = image.getHeight();
    double scale = Math.min(1, (double) LONGEST_SIDE / Math.max(width, height));
    BufferedImage shown = scale < 1 ? scaled(image, scale) : image;
    byte[] bytes = png(shown);
    while (bytes.length > MOST_BYTES) {
      scale /= 2;
      shown = scaled(image, scale);
      bytes = png(shown);
    }
    var forms = new LinkedHashMap<String, String>();
    forms.put(png, Base64.getEncoder().encodeToString(bytes));
    String size = "image, " + pixels(width, height);
    if (scale < 1) {
      String smaller = "shown at " + pixels(shown.getWidth(), shown.getHeight());
      forms.put(MimeBundle.NOTICE, "The image has " + pixels(width, height) + ", " + smaller + ".");
      size += ", " + smaller;
    }
    forms.put(MimeBundle.TEXT, size);
    return forms;
  }

  private static BufferedImage scaled(BufferedImage image, double scale) {
    int width = Math.max(1, (int) (image.getWidth() * scale));
    int height = Math.max(1, (int) (image.getHeight() * scale));
    var smaller = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    var graphics = smaller.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return smaller;
  }

  private static byte[] png(BufferedImage image) {
    var bytes = new ByteArrayOutputStream();
    // In memory: ImageIO's own choice would be a temporary file.
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static String pixels(int width, int height) {
    return Amounts.grouped(width) + " × " + Amounts.grouped(height) + " pixels";
  }
}
