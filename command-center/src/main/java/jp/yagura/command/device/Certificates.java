package jp.yagura.command.device;

import static jp.yagura.command.tables.Tables.DEVICE_CERTIFICATE;

import io.micronaut.context.annotation.Value;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.db.StorageException;
import jp.yagura.command.kernel.db.Transaction;
import jp.yagura.command.site.Site;
import jp.yagura.command.site.Sites;
import jp.yagura.shared.id.SiteAddress;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All certificates we have ever given to boxes, and which of them we take back. What another
 * command center on the same database takes back is known here within seconds.
 */
@Singleton
final class Certificates implements CertificateGate {

  private static final Logger log = LoggerFactory.getLogger(Certificates.class);

  enum Origin {
    CODE,
    RENEWAL
  }

  record Given(
      String serial,
      String site,
      String pem,
      Origin origin,
      Instant issuedAt,
      Instant endsAt,
      @Nullable Instant revokedAt,
      @Nullable String revokedBy,
      @Nullable String revokedWhy) {

    boolean isGood(Instant now) {
      return revokedAt == null && now.isBefore(endsAt);
    }

    X509Certificate certificate() {
      try {
        return Keys.certificate(Pem.read(pem));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("certificate " + serial + " is damaged", e);
      }
    }
  }

  private final Database database;
  private final Sites sites;
  private final Authority authority;
  private final DeviceConfig config;
  private final Clock clock;
  private final Path revocationList;
  private final ApplicationEventPublisher<DeviceRevoked> revoked;
  private volatile Map<String, Given> bySerial;

  Certificates(
      Database database,
      Sites sites,
      Authority authority,
      DeviceConfig config,
      Clock clock,
      @Value("${yagura.data}") Path data,
      ApplicationEventPublisher<DeviceRevoked> revoked) {
    this.database = database;
    this.sites = sites;
    this.authority = authority;
    this.config = config;
    this.clock = clock;
    this.revocationList = data.resolve("ca").resolve("crl.pem");
    this.revoked = revoked;
    this.bySerial = database.read(Certificates::all);
  }

  @Override
  public Optional<SiteAddress> admit(X509Certificate shown) {
    Given given = bySerial.get(shown.getSerialNumber().toString(16));
    if (given == null || !given.isGood(clock.instant()) || !given.certificate().equals(shown)) {
      return Optional.empty();
    }
    return sites.all().stream()
        .filter(site -> site.id().equals(given.site()))
        .map(Site::address)
        .findFirst();
  }

  @Override
  public boolean mayUsePassword(SiteAddress site) {
    return switch (config.passwords()) {
      case ALWAYS -> true;
      case NEVER -> false;
      case UNTIL_ENROLLED ->
          bySerial.values().stream().noneMatch(given -> given.site().equals(site.site().value()));
    };
  }

  /** The one that counts: the newest. */
  static Optional<Given> newest(DSLContext sql, String site) {
    return sql.selectFrom(DEVICE_CERTIFICATE)
        .where(DEVICE_CERTIFICATE.SITE_ID.eq(site))
        .orderBy(DEVICE_CERTIFICATE.ISSUED_AT.desc(), DEVICE_CERTIFICATE.SERIAL)
        .limit(1)
        .fetchOptional(Certificates::given);
  }

  Optional<Given> bySerial(DSLContext sql, String serial) {
    return sql.selectFrom(DEVICE_CERTIFICATE)
        .where(DEVICE_CERTIFICATE.SERIAL.eq(serial))
        .fetchOptional(Certificates::given);
  }

  Given give(Transaction tx, Site site, PublicKey key, Origin origin) {
    X509Certificate made = authority.certify(site.address(), key, config.certificateLife());
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    try {
      var given =
          new Given(
              made.getSerialNumber().toString(16),
              site.id(),
              Pem.write("CERTIFICATE", made.getEncoded()),
              origin,
              now,
              made.getNotAfter().toInstant(),
              null,
              null,
              null);
      tx.sql()
          .insertInto(DEVICE_CERTIFICATE)
          .set(DEVICE_CERTIFICATE.SERIAL, given.serial())
          .set(DEVICE_CERTIFICATE.SITE_ID, given.site())
          .set(DEVICE_CERTIFICATE.PEM, given.pem())
          .set(DEVICE_CERTIFICATE.ORIGIN, origin.name())
          .set(DEVICE_CERTIFICATE.ISSUED_AT, given.issuedAt())
          .set(DEVICE_CERTIFICATE.ENDS_AT, given.endsAt())
          .execute();
      tx.afterCommit(() -> know(given));
      return given;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate could not be written", e);
    }
  }

  /** Takes back all that this site was given. */
  void revoke(Transaction tx, Site site, String by, String why) {
    tx.sql()
        .update(DEVICE_CERTIFICATE)
        .set(DEVICE_CERTIFICATE.REVOKED_AT, clock.instant())
        .set(DEVICE_CERTIFICATE.REVOKED_BY, by)
        .set(DEVICE_CERTIFICATE.REVOKED_WHY, why)
        .where(DEVICE_CERTIFICATE.SITE_ID.eq(site.id()))
        .and(DEVICE_CERTIFICATE.REVOKED_AT.isNull())
        .execute();
    Map<String, Given> now = all(tx.sql());
    tx.afterCommit(() -> replace(now));
  }

  private synchronized void know(Given given) {
    var all = new HashMap<>(bySerial);
    all.put(given.serial(), given);
    bySerial = Map.copyOf(all);
  }

  private void replace(Map<String, Given> now) {
    List<String> lost;
    synchronized (this) {
      Map<String, Given> before = bySerial;
      // What was read a moment ago may lack what was given or taken back since.
      var all = new HashMap<>(before);
      now.forEach(
          (serial, given) -> all.merge(serial, given, (a, b) -> a.revokedAt() != null ? a : b));
      bySerial = Map.copyOf(all);
      lost =
          now.values().stream()
              .filter(given -> given.revokedAt() != null)
              .filter(
                  given ->
                      Optional.ofNullable(before.get(given.serial()))
                          .filter(known -> known.revokedAt() == null)
                          .isPresent())
              .map(Given::site)
              .distinct()
              .toList();
    }
    for (Site site : sites.all()) {
      if (lost.contains(site.id())) {
        revoked.publishEvent(new DeviceRevoked(site.address()));
      }
    }
    if (!lost.isEmpty()) {
      Thread.ofVirtual().name("revocation-list").start(this::writeList);
    }
  }

  String list() {
    return authority.revocationList(
        bySerial.values().stream()
            .flatMap(
                given ->
                    Optional.ofNullable(given.revokedAt())
                        .map(at -> new Authority.Revoked(given.serial(), at))
                        .stream())
            .toList());
  }

  /** What others on this database have done meanwhile. */
  @Scheduled(fixedDelay = "10s", initialDelay = "10s")
  void refresh() {
    try {
      replace(database.read(Certificates::all));
    } catch (StorageException e) {
      log.warn(
          "revocations by others are not known until the database is back: {}", e.getMessage());
    }
  }

  /** A list that is too old is worth as little as none. */
  @Scheduled(fixedDelay = "24h", initialDelay = "1m")
  void renewList() {
    if (!bySerial.isEmpty()) {
      writeList();
    }
  }

  private void writeList() {
    try {
      Files.createDirectories(revocationList.getParent());
      PrivateFiles.write(revocationList, list().getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      log.error(
          "{} cannot be written: brokers elsewhere still believe what we do not",
          revocationList,
          e);
    }
  }

  private static Map<String, Given> all(DSLContext sql) {
    return sql.selectFrom(DEVICE_CERTIFICATE).fetch(Certificates::given).stream()
        .collect(Collectors.toUnmodifiableMap(Given::serial, Function.identity()));
  }

  private static Given given(Record row) {
    return new Given(
        row.get(DEVICE_CERTIFICATE.SERIAL),
        row.get(DEVICE_CERTIFICATE.SITE_ID),
        row.get(DEVICE_CERTIFICATE.PEM),
        Origin.valueOf(row.get(DEVICE_CERTIFICATE.ORIGIN)),
        row.get(DEVICE_CERTIFICATE.ISSUED_AT),
        row.get(DEVICE_CERTIFICATE.ENDS_AT),
        row.get(DEVICE_CERTIFICATE.REVOKED_AT),
        row.get(DEVICE_CERTIFICATE.REVOKED_BY),
        row.get(DEVICE_CERTIFICATE.REVOKED_WHY));
  }
}
