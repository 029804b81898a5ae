package interleave;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. The worker's JVM has nothing but the JDK and the four packages of its jar. */
@AnalyzeClasses(packages = "interleave", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] JDK = {"java..", "javax..", "jdk..", "com.sun..", "org.jspecify.."};

  private static String[] jdkAnd(String... packages) {
    String[] all = java.util.Arrays.copyOf(JDK, JDK.length + packages.length);
    System.arraycopy(packages, 0, all, JDK.length, packages.length);
    return all;
  }

  @ArchTest
  static final ArchRule DISPLAY_KNOWS_THE_JDK_ALONE =
      classes()
          .that()
          .resideInAPackage("interleave.display")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(jdkAnd("interleave.display"));

  @ArchTest
  static final ArchRule LAB_KNOWS_THE_JDK_DISPLAY_AND_TIMELINE =
      classes()
          .that()
          .resideInAPackage("interleave.lab")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              jdkAnd("interleave.lab", "interleave.display", "interleave.timeline"));

  @ArchTest
  static final ArchRule CHECK_KNOWS_THE_JDK_LAB_DISPLAY_AND_TIMELINE =
      classes()
          .that()
          .resideInAPackage("interleave.check")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              jdkAnd(
                  "interleave.check",
                  "interleave.lab",
                  "interleave.display",
                  "interleave.timeline"));

  @ArchTest
  static final ArchRule WORKER_KNOWS_THE_JDK_DISPLAY_AND_TIMELINE =
      classes()
          .that()
          .resideInAPackage("interleave.worker")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              jdkAnd("interleave.worker", "interleave.display", "interleave.timeline"));

  @ArchTest
  static final ArchRule TIMELINE_IS_PURE =
      classes()
          .that()
          .resideInAPackage("interleave.timeline")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "interleave.timeline",
              "java.lang",
              "java.util",
              "java.util.function",
              "java.util.stream",
              "java.lang.runtime",
              "java.lang.invoke",
              "org.jspecify..");

  @ArchTest
  static final ArchRule TIMELINE_KNOWS_NO_THREAD_AND_NO_CLOCK =
      noClasses()
          .that()
          .resideInAPackage("interleave.timeline")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class)
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule SLOW_SERVICE_KNOWS_THE_JDK_ALONE =
      classes()
          .that()
          .resideInAPackage("interleave.slow")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(jdkAnd("interleave.slow"));

  @ArchTest
  static final ArchRule PORT_KNOWS_NO_JSHELL_AND_NO_WORKER =
      classes()
          .that()
          .resideInAPackage("interleave.kernel")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify..",
              "interleave.kernel",
              "interleave.display",
              "interleave.timeline");

  @ArchTest
  static final ArchRule JUPYTER_KNOWS_THE_PORT_AND_NO_JSHELL =
      noClasses()
          .that()
          .resideInAPackage("interleave.jupyter")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "interleave.kernel.jshell", "interleave.worker", "interleave.lab", "interleave.slow");

  @ArchTest
  static final ArchRule JUPYTER_ALONE_KNOWS_ITS_SOCKETS_AND_MESSAGES =
      noClasses()
          .that()
          .resideOutsideOfPackage("interleave.jupyter")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.zeromq..", "tools.jackson..");
}
