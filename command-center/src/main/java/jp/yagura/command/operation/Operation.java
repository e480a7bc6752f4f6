package jp.yagura.command.operation;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** An operation (災害対応) or exercise (訓練). */
public record Operation(
    UUID id,
    OperationKind kind,
    boolean standing,
    String name,
    String nameEn,
    Instant openedAt,
    Optional<Instant> closedAt) {

  public boolean isOpen() {
    return closedAt.isEmpty();
  }
}
