package jp.yagura.command.device;

import static jp.yagura.command.tables.Tables.DEVICE;

import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jp.yagura.command.device.Certificates.Given;
import jp.yagura.command.kernel.db.Transaction;
import jp.yagura.command.site.Site;
import jp.yagura.shared.wire.CareResult;
import jp.yagura.shared.wire.CareResult.RenewalWanted;
import jp.yagura.shared.wire.OrderRefusal;
import jp.yagura.shared.wire.UpMessage;
import jp.yagura.shared.wire.UpMessage.Birth;
import jp.yagura.shared.wire.UpMessage.LogPart;
import jp.yagura.shared.wire.UpMessage.Report;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the boxes say of themselves as machines comes in here, from the telemetry's ingest. */
@Singleton
public final class DeviceDesk {

  private static final Logger log = LoggerFactory.getLogger(DeviceDesk.class);

  private final CommandDesk commands;
  private final SettingsDesk settings;
  private final LogDesk logs;
  private final Certificates certificates;
  private final DeviceJournal journal;
  private final DeviceNews news;
  private final Clock clock;

  DeviceDesk(
      CommandDesk commands,
      SettingsDesk settings,
      LogDesk logs,
      Certificates certificates,
      DeviceJournal journal,
      DeviceNews news,
      Clock clock) {
    this.commands = commands;
    this.settings = settings;
    this.logs = logs;
    this.certificates = certificates;
    this.journal = journal;
    this.news = news;
    this.clock = clock;
  }

  /** Anything but these is none of our business. */
  public void take(Transaction tx, Site site, UpMessage message, Instant at) {
    switch (message) {
      case Birth birth -> take(tx, site, birth, at);
      case Report report -> take(tx, site, report, at);
      case LogPart part -> logs.take(tx, site, part, at);
      default -> {}
    }
  }

  private void take(Transaction tx, Site site, Birth birth, Instant at) {
    tx.sql()
        .insertInto(DEVICE)
        .set(DEVICE.SITE_ID, site.id())
        .set(DEVICE.SOFTWARE, birth.software())
        .set(DEVICE.BORN_AT, at)
        .set(DEVICE.CONFIG_VERSION, birth.configVersion())
        .set(DEVICE.REFUSED, "")
        .onConflict(DEVICE.SITE_ID)
        .doUpdate()
        .set(DEVICE.SOFTWARE, birth.software())
        .set(DEVICE.BORN_AT, at)
        .set(DEVICE.CONFIG_VERSION, birth.configVersion())
        .execute();
    news.changed(tx, site);
    tx.afterCommit(
        () ->
            Thread.ofVirtual()
                .start(
                    () -> {
                      commands.isThere(site);
                      settings.isThere(site, birth.configVersion());
                    }));
  }

  private void take(Transaction tx, Site site, Report report, Instant at) {
    String refused = words(report.refused());
    int told =
        tx.sql()
            .update(DEVICE)
            .set(DEVICE.REFUSED, refused)
            .where(DEVICE.SITE_ID.eq(site.id()))
            .and(DEVICE.REFUSED.ne(refused))
            .execute();
    if (told > 0) {
      news.changed(tx, site);
    }
    report.result().ifPresent(result -> take(tx, site, result, at));
  }

  private void take(Transaction tx, Site site, CareResult result, Instant at) {
    switch (result) {
      case CareResult.CommandResult command -> commands.result(tx, site, command, at);
      case CareResult.ConfigResult config -> {
        tx.sql()
            .update(DEVICE)
            .set(DEVICE.CONFIG_VERSION, config.inForce())
            .where(DEVICE.SITE_ID.eq(site.id()))
            .execute();
        settings.result(tx, site, config, at);
      }
      case RenewalWanted renewal -> renew(tx, site, renewal);
    }
  }

  /** The old key vouches for the new one; a box whose certificate was taken back has none to. */
  private void renew(Transaction tx, Site site, RenewalWanted wish) {
    byte[] request = wish.request().toArray();
    Optional<PublicKey> key = EnrolmentCodes.requestedKey(request);
    Optional<Given> present =
        Certificates.newest(tx.sql(), site.id()).filter(given -> given.isGood(clock.instant()));
    if (key.isEmpty() || present.isEmpty()) {
      log.warn("{} asks for a renewal it has no right to", site.address());
      return;
    }
    if (present.get().certificate().getPublicKey().equals(key.get())) {
      handOver(tx, site, present.get()); // our answer was lost
      return;
    }
    if (!vouches(present.get(), request, wish.signature().toArray())) {
      log.warn("{} asks for a renewal that its present key does not vouch for", site.address());
      return;
    }
    Given given = certificates.give(tx, site, key.get(), Certificates.Origin.RENEWAL);
    journal.write(
        tx,
        site,
        "renewed",
        DeviceJournal.device(site),
        false,
        "装置の証明書を更新しました。",
        "The certificate of the box was renewed.",
        Map.of("serial", given.serial()));
    handOver(tx, site, given);
  }

  private void handOver(Transaction tx, Site site, Given given) {
    try {
      commands.handOver(tx, site, given.certificate().getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate could not be written", e);
    }
  }

  private static boolean vouches(Given present, byte[] request, byte[] made) {
    try {
      Signature signature = Signature.getInstance(Keys.SIGNATURE);
      signature.initVerify(present.certificate().getPublicKey());
      signature.update(request);
      return signature.verify(made);
    } catch (GeneralSecurityException notEvenOne) {
      return false;
    }
  }

  private static String words(Map<OrderRefusal, Long> refused) {
    return new TreeMap<>(refused)
        .entrySet().stream()
            .map(one -> one.getKey() + " " + one.getValue())
            .collect(Collectors.joining(","));
  }
}
