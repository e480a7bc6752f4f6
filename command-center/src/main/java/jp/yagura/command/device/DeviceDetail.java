package jp.yagura.command.device;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything about one box. */
@Serdeable
record DeviceDetail(
    DeviceItem device,
    @Nullable Certificate certificate,
    List<SettingsVersion> settings,
    List<CommandView> commands) {

  @Serdeable
  record Certificate(
      String serial,
      String origin,
      Instant issuedAt,
      Instant endsAt,
      @Nullable Instant revokedAt,
      @Nullable String revokedBy,
      @Nullable String revokedWhy) {

    static Certificate of(Certificates.Given given) {
      return new Certificate(
          given.serial(),
          given.origin().name(),
          given.issuedAt(),
          given.endsAt(),
          given.revokedAt(),
          given.revokedBy(),
          given.revokedWhy());
    }
  }

  @Serdeable
  record SettingsVersion(
      long version,
      String content,
      String why,
      String madeBy,
      Instant madeAt,
      String state,
      @Nullable Instant sentAt,
      @Nullable Instant answeredAt,
      String ja,
      String en) {

    static SettingsVersion of(SettingsRows.Row row) {
      return new SettingsVersion(
          row.version(),
          row.content(),
          row.why(),
          row.madeBy(),
          row.madeAt(),
          row.state().name(),
          row.sentAt(),
          row.answeredAt(),
          row.ja(),
          row.en());
    }
  }

  @Serdeable
  record CommandView(
      String id,
      String kind,
      String madeBy,
      Instant madeAt,
      Instant expiresAt,
      String state,
      @Nullable Instant sentAt,
      @Nullable Instant receivedAt,
      @Nullable Instant finishedAt,
      String ja,
      String en,
      @Nullable Long fileSize,
      @Nullable Instant from,
      @Nullable Instant to) {

    static CommandView of(CommandRows.Row row) {
      return new CommandView(
          row.id().toString(),
          row.kind().code(),
          row.madeBy(),
          row.madeAt(),
          row.expiresAt(),
          row.state().name(),
          row.sentAt(),
          row.receivedAt(),
          row.finishedAt(),
          row.ja(),
          row.en(),
          row.fileSize(),
          row.wish().from(),
          row.wish().to());
    }
  }
}
