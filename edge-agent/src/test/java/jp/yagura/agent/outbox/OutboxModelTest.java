package jp.yagura.agent.outbox;

import java.nio.file.Files;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever happens to a box, in whatever order: what it measured arrives or is reported as lost,
/// no number ever means two things, and no time that says it is right is wrong.
class OutboxModelTest {

  sealed interface Step {
    record Measure(int readings) implements Step {}

    /// @param below so many of the newest are not sent yet
    record Send(int below) implements Step {}

    record Acknowledge(int which) implements Step {}

    record ForgetAndAsk(int which) implements Step {}

    record RestartAgent() implements Step {}

    record CutPower() implements Step {}

    record LearnTheTime() implements Step {}

    record CopyTheCard() implements Step {}

    record PutTheCopyBack() implements Step {}
  }

  @Property(tries = 150)
  void nothingIsLostUnsaidAndNoNumberMeansTwoThings(
      @ForAll("steps") List<Step> steps, @ForAll long seed) throws Exception {
    try (var world = new OutboxWorld(Files.createTempDirectory("outbox-world"), seed)) {
      for (Step step : steps) {
        switch (step) {
          case Step.Measure(int readings) -> world.measure(readings);
          case Step.Send(int below) -> world.send(below);
          case Step.Acknowledge(int which) -> world.acknowledge(which);
          case Step.ForgetAndAsk(int which) -> world.forgetAndAsk(which);
          case Step.RestartAgent() -> world.restartAgent();
          case Step.CutPower() -> world.cutPower();
          case Step.LearnTheTime() -> world.learnTheTime();
          case Step.CopyTheCard() -> world.copyTheCard();
          case Step.PutTheCopyBack() -> world.putTheCopyBack();
        }
        world.owesWhatItMust();
      }
      world.drain();
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Integer> any = Arbitraries.integers().between(0, 20);
    Arbitrary<Step> few = Arbitraries.integers().between(1, 12).map(Step.Measure::new);
    Arbitrary<Step> many = Arbitraries.integers().between(200, 900).map(Step.Measure::new);
    Arbitrary<Step> send = any.map(Step.Send::new);
    Arbitrary<Step> acknowledge = any.map(Step.Acknowledge::new);
    Arbitrary<Step> seldom =
        Arbitraries.oneOf(
            many,
            any.map(Step.ForgetAndAsk::new),
            Arbitraries.of(
                new Step.RestartAgent(),
                new Step.CutPower(),
                new Step.CopyTheCard(),
                new Step.PutTheCopyBack()));
    return Arbitraries.oneOf(
            few, send, acknowledge, Arbitraries.of(new Step.LearnTheTime()), seldom)
        .list()
        .ofMaxSize(40);
  }
}
