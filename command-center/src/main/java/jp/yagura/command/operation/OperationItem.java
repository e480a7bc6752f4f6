package jp.yagura.command.operation;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import jp.yagura.command.kernel.live.LiveItem;
import org.jspecify.annotations.Nullable;

/** An operation as the console is told of it. */
@Serdeable
record OperationItem(
    String id,
    OperationKind kind,
    boolean standing,
    String name,
    String nameEn,
    Instant openedAt,
    @Nullable Instant closedAt)
    implements LiveItem {

  static OperationItem of(Operation operation) {
    return new OperationItem(
        operation.id().toString(),
        operation.kind(),
        operation.standing(),
        operation.name(),
        operation.nameEn(),
        operation.openedAt(),
        operation.closedAt().orElse(null));
  }
}
