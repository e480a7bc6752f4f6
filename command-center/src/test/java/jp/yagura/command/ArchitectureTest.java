package jp.yagura.command;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** The floors of the house, as docs/architecture.md draws them. */
@AnalyzeClasses(
    packages = "jp.yagura.command",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String ROOT = "jp.yagura.command.";

  @ArchTest
  static final ArchRule importsOnlyPointDown =
      Architectures.layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("kernel")
          .definedBy(ROOT + "kernel..")
          .layer("operation")
          .definedBy(ROOT + "operation..")
          .layer("site")
          .definedBy(ROOT + "site..")
          .layer("device")
          .definedBy(ROOT + "device..")
          .layer("floor 2")
          .definedBy(ROOT + "telemetry..", ROOT + "chronology..", ROOT + "camera..")
          .layer("floor 5")
          .definedBy(ROOT + "console..")
          .whereLayer("floor 5")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("floor 2")
          .mayOnlyBeAccessedByLayers("floor 5")
          .whereLayer("device")
          .mayOnlyBeAccessedByLayers("floor 2", "floor 5")
          .whereLayer("site")
          .mayOnlyBeAccessedByLayers("device", "floor 2", "floor 5")
          .whereLayer("operation")
          .mayOnlyBeAccessedByLayers("site", "device", "floor 2", "floor 5");

  @ArchTest
  static final ArchRule theKernelKnowsNoFeature =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "kernel..")
          .should()
          .dependOnClassesThat(
              resideInAPackage(ROOT + "operation..")
                  .or(resideInAPackage(ROOT + "site.."))
                  .or(resideInAPackage(ROOT + "device.."))
                  .or(resideInAPackage(ROOT + "telemetry.."))
                  .or(resideInAPackage(ROOT + "chronology.."))
                  .or(resideInAPackage(ROOT + "camera.."))
                  .or(resideInAPackage(ROOT + "console..")));

  @ArchTest
  static final ArchRule featuresDoNotLeanOnEachOtherInCircles =
      slices()
          .matching(ROOT + "(*)..")
          .should()
          .beFreeOfCycles()
          // generated from the migrations of all features, and converts instants with the kernel
          .ignoreDependency(
              resideInAPackage(ROOT + "tables.."), resideInAPackage("jp.yagura.command.."));

  @ArchTest
  static final ArchRule onlyTheClockAsksWhatTimeItIs =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "kernel.clock..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(Clock.class, "systemDefaultZone")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static void everyPackageSaysWhatLivesThereAndIsNullMarked(JavaClasses seen) {
    List<String> unmarked =
        seen.stream()
            .map(type -> type.getPackage())
            .distinct()
            .filter(one -> one.getName().startsWith("jp.yagura.command"))
            .filter(one -> !one.getName().startsWith(ROOT + "tables"))
            .filter(one -> !one.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .toList();
    assertThat(unmarked).isEmpty();
  }

  @ArchTest
  static void theseRulesSawRealClasses(JavaClasses seen) {
    assertThat(seen.size()).isGreaterThan(150);
  }
}
