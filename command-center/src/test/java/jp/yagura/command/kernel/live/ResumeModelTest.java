package jp.yagura.command.kernel.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/**
 * However often a page loses its line, and however little the hub remembers: once it is back it
 * shows what a page shows that has just been opened, and that is what is true.
 */
class ResumeModelTest {

  private static final int PAGES = 3;

  sealed interface Step {
    record Put(String id, String text) implements Step {}

    record Remove(String id) implements Step {}

    record Drop(int page) implements Step {}

    record Back(int page) implements Step {}

    /** Everyone reads up to here, so that what follows comes in another beat of the hub. */
    record Settle() implements Step {}
  }

  @Property(tries = 40, shrinking = ShrinkingMode.BOUNDED)
  void aPageThatCameBackShowsWhatAFreshOneShows(
      @ForAll("stories") List<Step> story, @ForAll("memories") long ringBytes) {
    var town = new Town();
    LiveHub hub = Hubs.of(town, ringBytes);
    try {
      var pages = new ArrayList<Page>();
      for (int i = 0; i < PAGES; i++) {
        pages.add(Page.open(hub));
      }
      for (int i = 0; i < story.size(); i++) {
        play(story.get(i), i, town, hub, pages);
      }
      town.put("end", "of the story", hub::accept);
      for (Page page : pages) {
        page.drop();
        page.comeBack();
        page.readUntilShown("end", "of the story");
      }
      Page fresh = Page.open(hub).readUntilBeat();
      assertThat(fresh.things()).isEqualTo(town.contents());
      assertThat(pages).allSatisfy(page -> assertThat(page.things()).isEqualTo(fresh.things()));
    } finally {
      hub.close();
    }
  }

  private static void play(Step step, int number, Town town, LiveHub hub, List<Page> pages) {
    switch (step) {
      case Step.Put(String id, String text) -> town.put(id, text, hub::accept);
      case Step.Remove(String id) -> town.remove(id, hub::accept);
      case Step.Drop(int page) -> pages.get(page).drop();
      case Step.Back(int page) -> {
        pages.get(page).drop();
        pages.get(page).comeBack();
      }
      case Step.Settle() -> {
        String mark = "mark " + number;
        town.put("mark", mark, hub::accept);
        for (Page page : pages) {
          if (page.isConnected()) {
            page.readUntilShown("mark", mark);
          }
        }
      }
    }
  }

  @Provide
  Arbitrary<List<Step>> stories() {
    Arbitrary<String> id = Arbitraries.of("a", "b", "c", "d");
    Arbitrary<Integer> page = Arbitraries.integers().between(0, PAGES - 1);
    Arbitrary<Step> put =
        id.flatMap(
            i ->
                Arbitraries.strings()
                    .ofMinLength(1)
                    .ofMaxLength(20)
                    .map(text -> new Step.Put(i, text)));
    return Arbitraries.frequencyOf(
            Tuple.of(6, put),
            Tuple.of(2, id.map(Step.Remove::new)),
            Tuple.of(2, page.map(Step.Drop::new)),
            Tuple.of(2, page.map(Step.Back::new)),
            Tuple.of(2, Arbitraries.just(new Step.Settle())))
        .list()
        .ofMinSize(5)
        .ofMaxSize(40);
  }

  /** From a hub that forgets at once to one that forgets nothing. */
  @Provide
  Arbitrary<Long> memories() {
    return Arbitraries.of(1L, 300L, 1_000L, 1L << 20);
  }
}
