package jp.yagura.simulators;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "jp.yagura.simulators",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule packagesDoNotLeanOnEachOtherInCircles =
      slices().matching("jp.yagura.simulators.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theFleetDoesNotKnowWhatItPlays =
      noClasses()
          .that()
          .resideInAPackage("..simulators.fleet..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..simulators.scenario..",
              "..simulators.town..",
              "..simulators.plan..",
              "..simulators.play..",
              "..simulators.load..");

  @ArchTest
  static final ArchRule aLinkDoesNotKnowWhatTravelsOnIt =
      noClasses()
          .that()
          .resideInAPackage("..simulators.link..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "jp.yagura.shared.wire..",
              "jp.yagura.shared.id..",
              "..simulators.fleet..",
              "..codec.mqtt..");

  @ArchTest
  static final ArchRule theOtherProgramsAreOnlyMetOverTheWire =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jp.yagura.agent..", "jp.yagura.command..");

  @ArchTest
  static void theseRulesSawRealCode(JavaClasses seen) {
    assertThat(seen).hasSizeGreaterThan(50);
  }
}
