package jp.yagura.command.chronology;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line that somebody typed.
 *
 * @param id made by the page, so that sending it twice writes it once
 * @param operation absent: the one that is going on
 * @param occurredAt absent: now
 */
@Serdeable
record NoteRequest(
    @NotNull UUID id,
    @NotBlank @Size(max = 2_000) String text,
    @Nullable UUID operation,
    @Nullable Instant occurredAt) {}
