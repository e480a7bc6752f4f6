package jp.yagura.command.kernel.db;

import java.time.Instant;
import org.jooq.impl.AbstractConverter;
import org.jspecify.annotations.Nullable;

/** An instant is stored as epoch milliseconds: one form, sortable, on every database. */
public final class InstantAsMillis extends AbstractConverter<Long, Instant> {

  private static final long serialVersionUID = 1L;

  public InstantAsMillis() {
    super(Long.class, Instant.class);
  }

  @Override
  public @Nullable Instant from(@Nullable Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  @Override
  public @Nullable Long to(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }
}
