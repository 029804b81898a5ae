package interleave;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import interleave.notebook.Notebook;
import interleave.session.Session;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;

/** The invariants of the server. */
@AnalyzeClasses(packages = "interleave", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule THE_DOCUMENT_IS_PURE =
      noClasses()
          .that()
          .resideInAPackage("interleave.notebook")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "java.util.concurrent..",
                  "java.io..",
                  "java.nio.file..",
                  "jdk.jshell..",
                  "tools.jackson..",
                  "interleave.session",
                  "interleave.catalog",
                  "interleave.web"))
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(InstantSource.class)
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule ONLY_JSON_KNOWS_THE_BROWSERS_FORMAT =
      noClasses()
          .that()
          .resideInAnyPackage("interleave.web", "interleave.session")
          .and()
          .haveSimpleNameNotStartingWith("Json")
          .should()
          .dependOnClassesThat(resideInAPackage("tools.jackson.."));

  @ArchTest
  static final ArchRule ONLY_A_SESSION_CHANGES_A_NOTEBOOK =
      noClasses()
          .that()
          .areNotAssignableTo(Session.class)
          .and()
          .areNotAssignableTo(Notebook.class)
          .should()
          .callMethod(Notebook.class, "apply", interleave.notebook.Operation.class);

  @ArchTest
  static final ArchRule A_BROWSER_CANNOT_FORGE_FACTS =
      noClasses()
          .that()
          .resideInAPackage("interleave.web")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(interleave.notebook.Operation.ByKernel.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(interleave.notebook.Operation.BySaver.class);

  @ArchTest
  static final ArchRule ONLY_MAIN_KNOWS_THE_REAL_KERNEL =
      classes()
          .that()
          .resideInAPackage("interleave.kernel.jshell")
          .should()
          .onlyHaveDependentClassesThat(
              resideInAPackage("interleave.kernel.jshell").or(name("interleave.web.Main")));

  @ArchTest
  static final ArchRule TIME_COMES_FROM_OUTSIDE =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("interleave.web.Main")
          .and()
          .resideInAnyPackage(
              "interleave.web", "interleave.session", "interleave.catalog", "interleave.notebook")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC");
}
