package jp.yagura.command.device;

import static jp.yagura.command.tables.Tables.ENROLMENT_CODE;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.db.Transaction;
import jp.yagura.command.site.Site;
import jp.yagura.shared.care.EnrolmentCode;
import jp.yagura.shared.id.Uuid7;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** One-time codes: made for a site, used once, good for a while, and for few wrong guesses. */
@Singleton
final class EnrolmentCodes {

  /** Codes of a site that are looked through, newest first: to say whether one was used before. */
  private static final int LOOKED_AT = 8;

  private static final int MOST_FAILURES = 20;

  private final Database database;
  private final Certificates certificates;
  private final Authority authority;
  private final DeviceJournal journal;
  private final DeviceNews news;
  private final DeviceConfig config;
  private final Clock clock;
  private final Uuid7 ids;
  private final SecureRandom random = new SecureRandom();

  EnrolmentCodes(
      Database database,
      Certificates certificates,
      Authority authority,
      DeviceJournal journal,
      DeviceNews news,
      DeviceConfig config,
      Clock clock) {
    this.database = database;
    this.certificates = certificates;
    this.authority = authority;
    this.journal = journal;
    this.news = news;
    this.config = config;
    this.clock = clock;
    this.ids = new Uuid7(clock);
  }

  /** A code as the console is told of it; the code itself is shown once. */
  record Made(EnrolmentCode code, Instant expiresAt) {}

  record Row(
      String id,
      String proofKey,
      Instant expiresAt,
      int failures,
      @Nullable Instant closedAt,
      @Nullable Instant usedAt,
      @Nullable String requestKey,
      @Nullable String serial) {}

  /** Any earlier one of this site that was not used is closed. */
  Made make(Site site, String by) {
    EnrolmentCode code = EnrolmentCode.make(random);
    Instant now = clock.instant();
    Instant expires = now.plus(config.codeLife());
    String key = HexFormat.of().formatHex(code.key(site.address()));
    database.write(
        tx -> {
          close(tx, site);
          tx.sql()
              .insertInto(ENROLMENT_CODE)
              .set(ENROLMENT_CODE.ID, ids.next().toString())
              .set(ENROLMENT_CODE.SITE_ID, site.id())
              .set(ENROLMENT_CODE.PROOF_KEY, key)
              .set(ENROLMENT_CODE.MADE_BY, by)
              .set(ENROLMENT_CODE.MADE_AT, now)
              .set(ENROLMENT_CODE.EXPIRES_AT, expires)
              .set(ENROLMENT_CODE.FAILURES, 0)
              .execute();
          journal.write(
              tx,
              site,
              "code-made",
              by,
              false,
              "装置の登録コードを作りました。",
              "A code for enrolling the box was made.",
              Map.of("expiresAt", expires));
          news.changed(tx, site);
          return true;
        });
    return new Made(code, expires);
  }

  private void close(Transaction tx, Site site) {
    tx.sql()
        .update(ENROLMENT_CODE)
        .set(ENROLMENT_CODE.CLOSED_AT, clock.instant())
        .where(ENROLMENT_CODE.SITE_ID.eq(site.id()))
        .and(ENROLMENT_CODE.USED_AT.isNull())
        .and(ENROLMENT_CODE.CLOSED_AT.isNull())
        .execute();
  }

  enum Refusal {
    WRONG,
    EXPIRED,
    USED
  }

  sealed interface Answer {
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Enrolled(byte[] certificate, byte[] authority, byte[] orderKey, byte[] proof)
        implements Answer {}

    record Refused(Refusal why) implements Answer {}
  }

  /**
   * Who shows the same request again, having lost our answer, is answered again.
   *
   * @param request PKCS#10, DER
   */
  Answer redeem(Site site, byte[] request, byte[] proof, String from) {
    Optional<PublicKey> key = requestedKey(request);
    return database.write(
        tx -> {
          Optional<Row> code =
              rows(tx, site).stream().filter(proves(site, request, proof)).findFirst();
          if (code.isEmpty() || key.isEmpty()) {
            countFailure(tx, site, from);
            return new Answer.Refused(Refusal.WRONG);
          }
          return redeem(tx, site, code.get(), key.get(), request);
        });
  }

  private Answer redeem(Transaction tx, Site site, Row code, PublicKey key, byte[] request) {
    String digest = Keys.sha256(key.getEncoded());
    if (code.usedAt() != null) {
      return Optional.ofNullable(code.serial())
          .filter(_ -> digest.equals(code.requestKey()))
          .flatMap(serial -> certificates.bySerial(tx.sql(), serial))
          .filter(given -> given.isGood(clock.instant()))
          .map(given -> answer(code, given, request))
          .orElse(new Answer.Refused(Refusal.USED));
    }
    if (code.closedAt() != null || !clock.instant().isBefore(code.expiresAt())) {
      return new Answer.Refused(Refusal.EXPIRED);
    }
    certificates.revoke(tx, site, "system", "新しく登録した / enrolled anew");
    Certificates.Given given = certificates.give(tx, site, key, Certificates.Origin.CODE);
    tx.sql()
        .update(ENROLMENT_CODE)
        .set(ENROLMENT_CODE.USED_AT, clock.instant())
        .set(ENROLMENT_CODE.REQUEST_KEY, digest)
        .set(ENROLMENT_CODE.SERIAL, given.serial())
        .where(ENROLMENT_CODE.ID.eq(code.id()))
        .execute();
    journal.write(
        tx,
        site,
        "enrolled",
        DeviceJournal.device(site),
        true,
        "装置を登録しました（証明書を発行）。",
        "The box was enrolled: it has a certificate.",
        Map.of("serial", given.serial()));
    news.changed(tx, site);
    return answer(code, given, request);
  }

  private Answer answer(Row code, Certificates.Given given, byte[] request) {
    try {
      byte[] certificate = given.certificate().getEncoded();
      byte[] ours = authority.certificate().getEncoded();
      byte[] orders = authority.orderKeys().getPublic().getEncoded();
      byte[] key = HexFormat.of().parseHex(code.proofKey());
      return new Answer.Enrolled(
          certificate,
          ours,
          orders,
          EnrolmentCode.answerProof(key, request, certificate, ours, orders));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate could not be written", e);
    }
  }

  private static Predicate<Row> proves(Site site, byte[] request, byte[] proof) {
    return row ->
        MessageDigest.isEqual(
            proof,
            EnrolmentCode.requestProof(
                HexFormat.of().parseHex(row.proofKey()), site.address(), request));
  }

  private void countFailure(Transaction tx, Site site, String from) {
    for (Row open : rows(tx, site)) {
      if (open.usedAt() != null || open.closedAt() != null) {
        continue;
      }
      boolean last = open.failures() + 1 >= MOST_FAILURES;
      tx.sql()
          .update(ENROLMENT_CODE)
          .set(ENROLMENT_CODE.FAILURES, open.failures() + 1)
          .set(ENROLMENT_CODE.CLOSED_AT, last ? clock.instant() : null)
          .where(ENROLMENT_CODE.ID.eq(open.id()))
          .execute();
      if (open.failures() == 0 || last) {
        journal.write(
            tx,
            site,
            "code-guessed",
            "system",
            last,
            last ? "登録コードの誤りが続いたため、コードを無効にしました（" + from + "）。" : "誤った登録コードが使われました（" + from + "）。",
            last
                ? "Wrong codes kept coming from " + from + ": the code was closed."
                : "A wrong code was used from " + from + ".",
            Map.of("address", from));
        news.changed(tx, site);
      }
    }
  }

  /** Whether, and until when, a code waits to be used. */
  static Optional<Instant> openUntil(DSLContext sql, String site, Instant now) {
    return sql.select(ENROLMENT_CODE.EXPIRES_AT)
        .from(ENROLMENT_CODE)
        .where(ENROLMENT_CODE.SITE_ID.eq(site))
        .and(ENROLMENT_CODE.USED_AT.isNull())
        .and(ENROLMENT_CODE.CLOSED_AT.isNull())
        .and(ENROLMENT_CODE.EXPIRES_AT.gt(now))
        .fetchOptional(ENROLMENT_CODE.EXPIRES_AT);
  }

  private static List<Row> rows(Transaction tx, Site site) {
    return tx.sql()
        .selectFrom(ENROLMENT_CODE)
        .where(ENROLMENT_CODE.SITE_ID.eq(site.id()))
        .orderBy(ENROLMENT_CODE.MADE_AT.desc(), ENROLMENT_CODE.ID.desc())
        .limit(LOOKED_AT)
        .fetch(EnrolmentCodes::row);
  }

  private static Row row(Record row) {
    return new Row(
        row.get(ENROLMENT_CODE.ID),
        row.get(ENROLMENT_CODE.PROOF_KEY),
        row.get(ENROLMENT_CODE.EXPIRES_AT),
        row.get(ENROLMENT_CODE.FAILURES),
        row.get(ENROLMENT_CODE.CLOSED_AT),
        row.get(ENROLMENT_CODE.USED_AT),
        row.get(ENROLMENT_CODE.REQUEST_KEY),
        row.get(ENROLMENT_CODE.SERIAL));
  }

  /** The key it is for, if whoever asks has shown that they have its other half. */
  static Optional<PublicKey> requestedKey(byte[] request) {
    try {
      var parsed = new JcaPKCS10CertificationRequest(request);
      PublicKey key = parsed.getPublicKey();
      boolean ours =
          key instanceof ECPublicKey ec
              && ec.getParams().getCurve().getField().getFieldSize() == 256;
      return ours && parsed.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))
          ? Optional.of(key)
          : Optional.empty();
    } catch (IOException
        | GeneralSecurityException
        | PKCSException
        | OperatorCreationException
        | RuntimeException notARequest) {
      return Optional.empty();
    }
  }
}
