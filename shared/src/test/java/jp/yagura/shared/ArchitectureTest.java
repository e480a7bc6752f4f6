package jp.yagura.shared;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(packages = "jp.yagura.shared", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule generatedClassesStayInsideTheWire =
      classes()
          .that()
          .resideInAPackage("..wire.proto..")
          .should()
          .onlyHaveDependentClassesThat()
          .resideInAnyPackage("jp.yagura.shared.wire", "jp.yagura.shared.wire.proto..");

  @ArchTest
  static final ArchRule noPublicClassOfTheWireShowsAProtobufClass =
      noClasses()
          .that()
          .resideInAPackage("jp.yagura.shared.wire")
          .and()
          .arePublic()
          .and()
          .doNotHaveFullyQualifiedName("jp.yagura.shared.wire.Wire")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.google.protobuf..", "..wire.proto..");

  @ArchTest
  static final ArchRule packagesDoNotLeanOnEachOtherInCircles =
      slices().matching("jp.yagura.shared.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule timeIsHandedIn =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Clock.class, "systemUTC");

  @ArchTest
  static void theseRulesSawRealCode(JavaClasses seen) {
    assertThat(seen).hasSizeGreaterThan(60);
    assertThat(seen.stream().filter(c -> c.getPackageName().endsWith("wire.proto")))
        .hasSizeGreaterThan(30);
  }
}
