package jp.yagura.command.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import jp.yagura.command.testing.TestCenter;
import jp.yagura.command.testing.TestSites;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.id.SiteId;
import jp.yagura.shared.water.WaterLevel;
import jp.yagura.shared.water.WaterThresholds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A city keeps its towers in a file; reading it again and again does no harm. */
class SiteImportTest {

  private static final SiteId INABU = new SiteId("inabu");
  private static final SensorId WATER = new SensorId("wl");

  @TempDir Path folder;
  private TestCenter center;

  @BeforeEach
  void start() {
    center =
        TestCenter.start(
            Map.of("yagura.sites.import-file", TestSites.writeInto(folder).toString()));
  }

  @AfterEach
  void close() {
    center.close();
  }

  @Test
  void readingTheSameFileAgainChangesNothing() {
    var before = sites().all();
    run(TestSites.text());
    assertThat(sites().all()).containsExactlyInAnyOrderElementsOf(before);
    assertThat(rows("operation where standing = 0")).isEqualTo(1);
  }

  @Test
  void whatTheCityHasChangedIsTakenOverAndASensorKeepsItsHistory() {
    int ref = water().ref();
    run(TestSites.text().replace("name: 稲生", "name: 稲生下流").replace("danger: 3200", "danger: 3000"));
    assertThat(inabu().name()).isEqualTo("稲生下流");
    assertThat(water().thresholds().flatMap(WaterThresholds::danger))
        .contains(new WaterLevel(3_000));
    assertThat(water().ref()).isEqualTo(ref);
  }

  @Test
  void aTowerThatIsNoLongerInTheFileStaysForItsRecordsStay() {
    String text = TestSites.text();
    run(text.substring(0, text.lastIndexOf("  - id: oko")));
    assertThat(sites().byId(new SiteId("oko"))).isPresent();
  }

  @Test
  void aTowerThatIsNewIsToldToThePagesAndItsDeviceMayComeIn() {
    run(TestSites.text().replace("id: oko", "id: tochi"));
    assertThat(sites().byId(new SiteId("tochi"))).isPresent();
    assertThat(sites().deviceSecretSha256(SiteAddress.of("nankoku", "tochi"))).isPresent();
    assertThat(rows("site")).isEqualTo(3);
  }

  /** The file of an exercise, fed to the command center that watches the real towers. */
  @Test
  void aFileOfAnExerciseDoesNotTakeARealTower() {
    run(real("real-tower"));
    String exercise = TestSites.text().replace("id: inabu", "id: real-tower");
    assertThatThrownBy(() -> run(exercise))
        .hasMessageContaining("real-tower")
        .hasMessageContaining("REAL")
        .hasMessageContaining("EXERCISE");
    assertThat(sites().byId(new SiteId("real-tower")).map(Site::name)).contains("本物");
  }

  @Test
  void norDoesAFileOfRealTowersTakeOneOfAnExercise() {
    assertThatThrownBy(() -> run(real("inabu"))).hasMessageContaining("inabu");
    assertThat(inabu().name()).isEqualTo("稲生");
  }

  @Test
  void aFileThatIsWrongAnywhereChangesNothing() {
    String text = TestSites.text().replace("name: 稲生", "name: 別名") + "    surprise: 1\n";
    assertThatThrownBy(() -> run(text)).hasMessageContaining("surprise");
    assertThat(inabu().name()).isEqualTo("稲生");
  }

  @Test
  void theSameTowerTwiceInAFileIsRefused() {
    assertThatThrownBy(() -> run(TestSites.text().replace("id: oko", "id: inabu")))
        .hasMessageContaining("twice");
  }

  private static String real(String id) {
    return TestSites.text()
        .replaceFirst("operation: .*\n", "")
        .replace("name: 稲生", "name: 本物")
        .replace("id: inabu", "id: " + id)
        .replace("id: oko", "id: " + id + "-2");
  }

  private void run(String text) {
    try {
      center.bean(SiteImport.class).run(Files.writeString(folder.resolve("again.yaml"), text));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Sites sites() {
    return center.bean(Sites.class);
  }

  private Site inabu() {
    return sites().byId(INABU).orElseThrow();
  }

  private Sensor water() {
    return Optional.of(inabu()).flatMap(site -> site.sensor(WATER)).orElseThrow();
  }

  private int rows(String table) {
    return center
        .database()
        .read(sql -> sql.fetchSingle("select count(*) from " + table).get(0, Integer.class));
  }
}
