package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.kernel.Outcome;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is new in Java 25 works in a cell as if it were old: no set-up, no warning, no note. */
class PreviewTest extends KernelSpec {

  private void assertQuietly(String source, String expected) {
    String cell = cell("preview");
    Outcome outcome = run(cell, source);
    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    var value = ((Outcome.Completed) outcome).value();
    assertThat(value == null ? "no value" : value.text()).isEqualTo(expected);
    assertThat(transcript.text(cell)).isEmpty();
  }

  @Nested
  class APreviewFeature {
    @Test
    void likeStructuredConcurrency() {
      assertQuietly(
          """
          int both() throws InterruptedException {
            try (var scope = StructuredTaskScope.open()) {
              var one = scope.fork(() -> 20);
              var other = scope.fork(() -> 22);
              scope.join();
              return one.get() + other.get();
            }
          }
          both()
          """,
          "42");
    }

    @Test
    void likeStructuredConcurrencyWithAJoiner() {
      assertQuietly(
          """
          String first;
          try (var scope = StructuredTaskScope.open(StructuredTaskScope.Joiner.<String>anySuccessfulResultOrThrow())) {
            scope.fork(() -> { Thread.sleep(1_000_000); return "slow"; });
            scope.fork(() -> "quick");
            first = scope.join();
          }
          first
          """,
          "quick");
    }

    @Test
    void likePrimitiveTypesInPatterns() {
      assertQuietly(
          "int answer = 42;\nvar size = switch (answer) { case int big when big > 40 -> \"big\"; case int _ -> \"small\"; };\nsize",
          "big");
    }

    @Test
    void likeStableValues() {
      assertQuietly(
          "var made = new AtomicInteger();\nvar once = StableValue.supplier(made::incrementAndGet);\nonce.get() + once.get()",
          "2");
    }

    @Test
    void likePemEncodings() {
      assertQuietly(
          """
          import java.security.*;
          var keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
          PEMEncoder.of().encodeToString(keys.getPublic()).startsWith("-----BEGIN PUBLIC KEY-----")
          """,
          "true");
    }
  }

  @Nested
  class AFinalFeature {
    @Test
    void likeScopedValues() {
      assertQuietly(
          "ScopedValue<String> USER = ScopedValue.newInstance();\nScopedValue.where(USER, \"Ada\").call(() -> USER.get())",
          "Ada");
    }

    @Test
    void likeModuleImports() {
      assertQuietly("import module java.sql;\nTimestamp.class.getSimpleName()", "Timestamp");
    }

    @Test
    void likeFlexibleConstructorBodies() {
      assertQuietly(
          """
          class Base { final String seen; Base() { seen = name(); } String name() { return "base"; } }
          class Derived extends Base {
            final String mine;
            Derived(String given) { mine = given; super(); }
            String name() { return mine; }
          }
          new Derived("set before super").seen
          """,
          "set before super");
    }
  }
}
