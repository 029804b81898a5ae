package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PackageTypesTest {
  @Test
  void areThoseOfThePackageItself() {
    assertThat(PackageTypes.of("java.util"))
        .contains("List", "HashMap")
        .doesNotContain("Callable", "concurrent");
    assertThat(PackageTypes.of("java.net.http")).contains("HttpClient");
  }

  @Test
  void areUnknownOfPackagesThatAProgramMayNotUseOrThatAreNone() {
    assertThat(PackageTypes.of("sun.security.action")).isEmpty();
    assertThat(PackageTypes.of("java.nothing")).isEmpty();
    assertThat(PackageTypes.of("java")).isEmpty();
  }
}
