package jp.yagura.command.kernel.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import jp.yagura.command.kernel.access.SessionEnded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The hub, without HTTP around it. */
@Timeout(60)
class LiveHubTest {

  private final Town town = new Town();
  private final LiveHub hub = Hubs.of(town);

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void aPageThatDoesNotReadIsLetGoAndHoldsUpNobody() {
    Page sleeper = Page.open(hub).readUntilBeat();
    Page reader = Page.open(hub).readUntilBeat();
    sleeper.drop();
    sleeper.comeBackAsleep();
    // far more beats of the hub than a page may leave unread
    for (int i = 0; i < 2_000 && !sleeper.isForgotten(); i++) {
      town.put("gate", "at " + i, hub::accept);
      reader.readUntilTold("at " + i);
    }
    assertThat(sleeper.isForgotten()).isTrue();
    town.put("gate", "shut", hub::accept);
    assertThat(reader.readUntilTold("shut").things()).containsEntry("gate", "shut");

    sleeper.comeBack();
    assertThat(sleeper.readUntilBeat().things()).isEqualTo(town.contents());
  }

  @Test
  void aPageThatWasAwayTooLongBeginsAfresh() {
    LiveHub forgetful = Hubs.of(town, 200);
    Page page = Page.open(forgetful).readUntilBeat();
    page.drop();
    Page other = Page.open(forgetful).readUntilBeat();
    for (int i = 0; i < 10; i++) {
      town.put("gate", "at " + i, forgetful::accept);
      other.readUntilTold("at " + i);
    }
    page.comeBack();
    page.readUntilBeat();
    assertThat(page.resets()).as("once at the start, once now").isEqualTo(2);
    assertThat(page.things()).isEqualTo(town.contents());
    forgetful.close();
  }

  @Test
  void onlyTheLastOfManyChangesOfAMomentIsTold() {
    Page page = Page.open(hub).readUntilBeat();
    for (int i = 0; i < 10_000; i++) {
      town.put("gate", "at " + i, hub::accept);
    }
    town.remove("gate", hub::accept);
    town.put("lamp", "lit", hub::accept);
    page.readUntilTold("lit");
    assertThat(page.things()).isEqualTo(town.contents());
    assertThat(page.changes()).isLessThan(1_000);
  }

  /** As after a restart, when every screen of the town hall comes back in the same second. */
  @Test
  void pagesThatComeTogetherShareOnePicture() {
    var goOn = new CountDownLatch(1);
    var reads = new AtomicInteger();
    town.put("gate", "open", hub::accept);
    town.whileItIsRead(
        () -> {
          reads.incrementAndGet();
          await(goOn);
        });
    var pages = new ArrayList<Page>();
    for (int i = 0; i < 50; i++) {
      pages.add(Page.open(hub));
    }
    town.put("gate", "shut", hub::accept); // while the picture is being read
    goOn.countDown();
    for (Page page : pages) {
      page.readUntilShown("gate", "shut");
    }
    assertThat(reads).hasValue(1);
  }

  @Test
  void whoLogsOutWhileThePageIsStillBeingFilledSeesNothing() throws Exception {
    var reading = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    town.whileItIsRead(
        () -> {
          reading.countDown();
          await(goOn);
        });
    Page page = Page.open(hub, "session-1");
    await(reading);
    hub.closeStreams(new SessionEnded("session-1"));
    page.readUntilEnd();
    goOn.countDown();

    town.whileItIsRead(() -> {});
    Page other = Page.open(hub, "session-2").readUntilBeat();
    town.put("gate", "open", hub::accept);
    assertThat(other.readUntilTold("open").things()).isEqualTo(town.contents());
    assertThat(page.things()).isEmpty();
  }

  @Test
  void aSessionThatHasJustEndedGetsNoPageAnyMore() {
    hub.closeStreams(new SessionEnded("session-1"));
    Page late = Page.open(hub, "session-1").readUntilEnd();
    assertThat(late.resets()).as("not even the beginning of a picture").isZero();
  }

  @Test
  void aPageWhosePictureCouldNotBeReadIsToldToAskAgain() {
    var broken = new AtomicBoolean(true);
    town.whileItIsRead(
        () -> {
          if (broken.get()) {
            throw new IllegalStateException("the disk is gone");
          }
        });
    Page page = Page.open(hub).readUntilEnd();
    broken.set(false);
    page.comeBack();
    assertThat(page.readUntilBeat().things()).isEqualTo(town.contents());
  }

  @Test
  void whenChangesWereMissedEveryPageBeginsAfresh() {
    Page page = Page.open(hub).readUntilBeat();
    town.put("gate", "opened unheard", _ -> {});
    hub.forgetThePast();
    page.readUntilEnd();
    page.comeBack();
    assertThat(page.readUntilBeat().things()).isEqualTo(town.contents());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
