package interleave.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * The secret in the cookie of a browser that was let in once. It is kept with the notebooks, in a
 * file that nobody but its owner can read, so that a page that was open finds its way back by
 * itself when the server was started again.
 */
final class CookieSecret {
  private static final String FILE = ".access";
  private static final String FORM = "[A-Za-z0-9_-]{43}";

  private CookieSecret() {}

  /** A secret that nobody has guessed: 32 random bytes. */
  static String fresh() {
    var bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** That of the folder; one that is forgotten with this process if none can be kept there. */
  static String of(Path workspace) {
    var file = workspace.resolve(FILE);
    try {
      var kept = read(file);
      return kept.isPresent() ? kept.get() : write(file);
    } catch (IOException e) {
      return fresh();
    }
  }

  /** Empty if it is not there, is no secret, or is none any more because others could read it. */
  private static Optional<String> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    var isPosix = Files.getFileStore(file).supportsFileAttributeView("posix");
    if (isPosix
        && !PosixFilePermissions.toString(Files.getPosixFilePermissions(file)).endsWith("------")) {
      return Optional.empty();
    }
    return Optional.of(Files.readString(file).strip()).filter(text -> text.matches(FORM));
  }

  /** Written aside and then moved: another server that starts now reads all of it or nothing. */
  private static String write(Path file) throws IOException {
    var secret = fresh();
    Files.createDirectories(file.getParent());
    // Its files can be read by their owner alone.
    var aside = Files.createTempFile(file.getParent(), ".access-", ".tmp");
    try {
      Files.writeString(aside, secret);
      Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(aside);
    }
    return secret;
  }
}
