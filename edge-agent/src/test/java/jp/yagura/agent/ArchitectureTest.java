package jp.yagura.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "jp.yagura.agent", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule sensingKnowsNoNetworkAndTheNetworkNoSensor =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("agent")
          .definedBy("jp.yagura.agent")
          .layer("uplink")
          .definedBy("jp.yagura.agent.uplink..")
          .layer("care")
          .definedBy("jp.yagura.agent.care..")
          .layer("identity")
          .definedBy("jp.yagura.agent.identity..")
          .layer("bearers")
          .definedBy(
              "jp.yagura.agent.road..", "jp.yagura.agent.meter..", "jp.yagura.agent.summary..")
          .layer("power")
          .definedBy("jp.yagura.agent.power..")
          .layer("camera")
          .definedBy("jp.yagura.agent.camera..")
          .layer("sensor")
          .definedBy("jp.yagura.agent.sensor..")
          .layer("outbox")
          .definedBy("jp.yagura.agent.outbox..")
          .layer("site")
          .definedBy("jp.yagura.agent.site..")
          .whereLayer("agent")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("care")
          .mayOnlyBeAccessedByLayers("agent")
          .whereLayer("identity")
          .mayOnlyBeAccessedByLayers("agent", "care", "uplink")
          .whereLayer("uplink")
          .mayOnlyBeAccessedByLayers("agent", "care")
          .whereLayer("bearers")
          .mayOnlyBeAccessedByLayers("uplink")
          .whereLayer("power")
          .mayOnlyBeAccessedByLayers("agent")
          .whereLayer("camera")
          .mayOnlyBeAccessedByLayers("agent")
          .whereLayer("sensor")
          .mayOnlyBeAccessedByLayers("agent", "camera")
          .whereLayer("outbox")
          .mayOnlyBeAccessedByLayers("agent", "uplink", "power", "sensor", "camera")
          .whereLayer("outbox")
          .mayNotAccessAnyLayer()
          .whereLayer("site")
          .mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule packagesDoNotLeanOnEachOtherInCircles =
      slices().matching("jp.yagura.agent.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyTheOutboxSpeaksSql =
      noClasses()
          .that()
          .resideOutsideOfPackage("jp.yagura.agent.outbox..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "org.sqlite..");

  @ArchTest
  static final ArchRule onlyOneClassKnowsWhichMqttClientWeUse =
      noClasses()
          .that()
          .haveNameNotMatching(".*\\.uplink\\.MqttLink(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.eclipse.paho..");

  @ArchTest
  static final ArchRule timeComesInThroughTheConstructor =
      noClasses()
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Thread.class, "sleep", long.class);

  @ArchTest
  static final ArchRule otherProgramsAreStrangers =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jp.yagura.command..", "jp.yagura.simulators..");

  @ArchTest
  static final ArchRule protobufStaysInsideTheWire =
      classes()
          .that()
          .resideInAPackage("jp.yagura.agent..")
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackages("com.google.protobuf..", "..wire.proto..");

  @ArchTest
  static void theseRulesSawRealCode(JavaClasses seen) {
    assertThat(seen).hasSizeGreaterThan(50);
  }
}
