package interleave.jupyter;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Proves that a message is from somebody who knows the key. May be used by any thread. */
final class Signer {
  private static final byte[] UNSIGNED = {};

  private final @Nullable Mac mac;

  /**
   * For the key of a connection file.
   *
   * @throws JupyterException if Java does not know the algorithm
   */
  Signer(String key, String algorithm) {
    this.mac = key.isEmpty() ? null : mac(key, algorithm);
  }

  private static Mac mac(String key, String algorithm) {
    try {
      var mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new JupyterException(
          "the connection file asks for signatures that this Java does not know: " + algorithm, e);
    }
  }

  byte[] sign(List<byte[]> parts) {
    if (mac == null) {
      return UNSIGNED;
    }
    Mac own;
    try {
      own = (Mac) mac.clone(); // one that has the key already, and no other thread
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("every Mac of the JDK can be cloned", e);
    }
    parts.forEach(own::update);
    return HexFormat.of().formatHex(own.doFinal()).getBytes(StandardCharsets.US_ASCII);
  }

  /** Takes as long for a signature that is nearly right as for one that is all wrong. */
  boolean accepts(byte[] signature, List<byte[]> parts) {
    return mac == null || MessageDigest.isEqual(signature, sign(parts));
  }
}
