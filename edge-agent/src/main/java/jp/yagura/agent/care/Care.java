package jp.yagura.agent.care;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import jp.yagura.agent.identity.Identity;
import jp.yagura.agent.identity.IdentityHolder;
import jp.yagura.agent.log.LogLines;
import jp.yagura.agent.site.SiteConfig;
import jp.yagura.agent.uplink.Caretaker;
import jp.yagura.shared.wire.Bytes;
import jp.yagura.shared.wire.CareResult;
import jp.yagura.shared.wire.CareResult.CommandResult;
import jp.yagura.shared.wire.CareResult.Fate;
import jp.yagura.shared.wire.CommandAction;
import jp.yagura.shared.wire.DownMessage.Command;
import jp.yagura.shared.wire.DownMessage.Configure;
import jp.yagura.shared.wire.DownMessage.Order;
import jp.yagura.shared.wire.OrderRefusal;
import jp.yagura.shared.wire.Topic;
import jp.yagura.shared.wire.UpMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everything headquarters does with this box from afar, put together.
public final class Care implements Caretaker, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Care.class);

  /// A week would do; certificates live for months.
  private static final Duration RENEWAL_PAUSE = Duration.ofHours(1);

  private static final int ANSWERS_KEPT = 64;

  private final OrderGate gate;
  private final Answers answers;
  private final SettingsKeeper settings;
  private final IdentityHolder identity;
  private final Photographer photographer;
  private final Runnable restart;
  private final Identified identified;
  private final InstantSource clock;
  private final InstantSource steady;
  private final RestartNote restartNote;
  private final Map<UUID, CommandResult> results =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, CommandResult> eldest) {
          return size() > ANSWERS_KEPT;
        }
      };
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("care").daemon().factory());
  private boolean connected;
  private boolean reconnect;
  private Instant nextRenewal;

  /// @param trial for how long new settings must show that they work
  /// @param apply puts a changed configuration into force in the running parts
  /// @param restart ends the program in order
  public Care(
      SiteConfig site,
      IdentityHolder identity,
      Duration trial,
      InstantSource clock,
      InstantSource steady,
      Photographer photographer,
      Consumer<SiteConfig> apply,
      Runnable restart,
      Runnable wake) {
    Path data = site.data();
    this.identity = identity;
    this.photographer = photographer;
    this.restart = restart;
    this.clock = clock;
    this.steady = steady;
    this.gate =
        new OrderGate(
            identity.present().map(Identity::orderKey),
            new OrderMemory(data.resolve("orders.obeyed")),
            clock,
            steady);
    this.answers = new Answers(clock, steady, gate::refused, wake);
    this.settings = new SettingsKeeper(site, data.resolve("settings.remote"), trial, steady, apply);
    this.identified = new Identified(steady);
    this.restartNote = new RestartNote(data.resolve("restart.asked"));
    this.nextRenewal = steady.instant();
    settings.atStart().ifPresent(answers::hold);
    restartNote
        .take()
        .map(id -> new CommandResult(id, Fate.DONE, "再起動しました。", "It has restarted."))
        .ifPresent(answers::hold);
  }

  public void start() {
    Future<?> _ = timer.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  /// Whether headquarters has just asked which box this is.
  public Identified identified() {
    return identified;
  }

  /// The site file with what was changed from afar.
  public SiteConfig config() {
    return settings.config();
  }

  /// 0 for the site file alone.
  public long configVersion() {
    return settings.version();
  }

  @Override
  public synchronized void lineIsUp() {
    connected = true;
  }

  @Override
  public synchronized void lineBroke() {
    connected = false;
    answers.lineBroke();
  }

  @Override
  public synchronized boolean wantsAnotherLine() {
    boolean wanted = reconnect;
    reconnect = false;
    return wanted;
  }

  @Override
  public synchronized void foreign() {
    var _ = gate.count(OrderRefusal.FOREIGN);
    answers.countsChanged();
  }

  @Override
  public Optional<UpMessage> next(boolean idle) {
    return answers.next(idle);
  }

  @Override
  public void told(UpMessage message) {
    answers.told(message);
  }

  @Override
  public synchronized Optional<CommandAction> take(Topic topic, Order order, byte[] payload) {
    Optional<OrderRefusal> refusal = gate.judge(topic, order, payload);
    if (refusal.isPresent()) {
      refused(refusal.get(), order);
      return Optional.empty();
    }
    return switch (order) {
      case Command command -> obey(command);
      case Configure configure -> {
        log.info("settings version={}", configure.version());
        answers.tell(settings.take(configure.version(), configure.content()));
        yield Optional.empty();
      }
    };
  }

  /// Whoever cannot prove to be headquarters is not answered, only counted.
  private void refused(OrderRefusal reason, Order order) {
    answers.countsChanged();
    if (reason == OrderRefusal.REPLAYED) {
      Optional.ofNullable(results.get(order.id())).ifPresent(answers::tell);
      if (order instanceof Configure configure && configure.version() == settings.version()) {
        answers.tell(settings.take(configure.version(), configure.content()));
      }
      return;
    }
    RefusalWords words = RefusalWords.of(reason, clock.instant());
    if (words.toBeAnswered()) {
      switch (order) {
        case Command command -> tell(command.id(), Fate.REFUSED, words.ja(), words.en());
        case Configure configure ->
            answers.tell(
                new CareResult.ConfigResult(
                    configure.version(),
                    CareResult.Outcome.REFUSED,
                    words.ja(),
                    words.en(),
                    settings.version()));
      }
    }
  }

  private Optional<CommandAction> obey(Command command) {
    log.info("command id={} action={}", command.id(), command.action());
    return switch (command.action()) {
      case CommandAction.SendStatusNow action -> done(command, Optional.of(action));
      case CommandAction.Resend action -> done(command, Optional.of(action));
      case CommandAction.ResendSpan action -> done(command, Optional.of(action));
      case CommandAction.Identify() -> {
        identified.now();
        yield done(command, Optional.empty());
      }
      case CommandAction.FetchLog() -> {
        answers.log(command.id(), LogLines.compressed());
        tell(command.id(), Fate.RECEIVED, "", "");
        yield Optional.empty();
      }
      case CommandAction.TakePicture wish -> {
        take(command, wish);
        yield Optional.empty();
      }
      case CommandAction.Restart() -> {
        restart(command);
        yield Optional.empty();
      }
      case CommandAction.TakeCertificate(var certificate) -> {
        take(command, certificate);
        yield Optional.empty();
      }
    };
  }

  private Optional<CommandAction> done(Command command, Optional<CommandAction> forTheUplink) {
    tell(command.id(), Fate.DONE, "", "");
    return forTheUplink;
  }

  private void take(Command command, CommandAction.TakePicture wish) {
    switch (photographer.take(wish)) {
      case GRANTED -> tell(command.id(), Fate.DONE, "", "");
      case NO_SUCH_CAMERA ->
          tell(command.id(), Fate.REFUSED, "この装置には、そのカメラがありません。", "This box has no such camera.");
      case FLOOD -> {
        gate.count(OrderRefusal.FLOOD, command);
        refused(OrderRefusal.FLOOD, command);
      }
    }
  }

  private void restart(Command command) {
    try {
      restartNote.write(command.id());
    } catch (IOException e) {
      tell(
          command.id(),
          Fate.REFUSED,
          "装置のディスクに書けないため、再起動しません。",
          "The box cannot write to its disk, so it does not restart.");
      return;
    }
    tell(command.id(), Fate.RECEIVED, "", "");
    log.info("restart, as ordered");
    restart.run();
  }

  private void take(Command command, Bytes certificate) {
    try {
      identity.take(certificate);
      reconnect = true;
      tell(command.id(), Fate.DONE, "", "");
    } catch (IOException | GeneralSecurityException e) {
      log.warn("renewed certificate refused why=\"{}\"", e + "");
      tell(
          command.id(),
          Fate.REFUSED,
          "新しい証明書を使えません。",
          "The renewed certificate cannot be used: " + e.getClass().getSimpleName());
    }
  }

  private void tell(UUID id, Fate fate, String ja, String en) {
    var result = new CommandResult(id, fate, ja, en);
    results.put(id, result);
    answers.tell(result);
  }

  private synchronized void look() {
    try {
      settings.look(connected).ifPresent(answers::tell);
      if (connected && !steady.instant().isBefore(nextRenewal)) {
        nextRenewal = steady.instant().plus(RENEWAL_PAUSE);
        identity.renewal(clock.instant()).ifPresent(answers::tell);
      }
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      log.error("care stumbled, and goes on", e);
    }
  }

  /// Ended in order: what is on trial goes on being so after the next start.
  @Override
  public void close() {
    timer.shutdownNow();
    settings.endsWell();
  }
}
