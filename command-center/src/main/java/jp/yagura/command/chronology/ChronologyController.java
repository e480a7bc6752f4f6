package jp.yagura.command.chronology;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jp.yagura.command.kernel.access.Viewer;
import jp.yagura.command.kernel.web.Problem;
import jp.yagura.command.operation.Operation;
import jp.yagura.command.operation.Operations;

@Controller("/api/chronology")
@Tag(name = "chronology")
class ChronologyController {

  private static final int MOST_AT_ONCE = 1_000;

  private final Chronology chronology;
  private final Notes notes;
  private final Operations operations;

  ChronologyController(Chronology chronology, Notes notes, Operations operations) {
    this.chronology = chronology;
    this.notes = notes;
    this.operations = operations;
  }

  /**
   * @param more true if there are older lines
   */
  @Serdeable
  record Lines(List<ChronologyLine> entries, boolean more) {}

  /** The newest lines of an operation before a number, newest first. */
  @Get
  @Secured(ChronologyPermissions.READ)
  Lines before(
      @QueryValue Optional<UUID> operation,
      @QueryValue Optional<Long> before,
      @QueryValue(defaultValue = "200") int limit) {
    int wanted = Math.clamp(limit, 1, MOST_AT_ONCE);
    UUID of = operationOf(operation).id();
    List<ChronologyLine> lines = chronology.before(of, before.orElse(Long.MAX_VALUE), wanted + 1);
    boolean more = lines.size() > wanted;
    return new Lines(more ? lines.subList(0, wanted) : lines, more);
  }

  /** Writes a line; 201 the first time, 200 if it is there already. */
  @Post
  @Secured(ChronologyPermissions.WRITE)
  HttpResponse<ChronologyLine> write(@Body @Valid NoteRequest note, Authentication who) {
    Operation operation = operationOf(Optional.ofNullable(note.operation()));
    if (!operation.isOpen()) {
      throw Problem.conflict(
          "operation-closed",
          "この災害対応は終了しています。開いている災害対応に記録してください。",
          "This operation is closed. Write into one that is open.");
    }
    Notes.Written written = notes.write(note, operation.id(), Viewer.of(who).account());
    return written.isNew() ? HttpResponse.created(written.line()) : HttpResponse.ok(written.line());
  }

  private Operation operationOf(Optional<UUID> id) {
    return id.map(
            known ->
                operations
                    .byId(known)
                    .orElseThrow(
                        () ->
                            Problem.notFound(
                                "operation",
                                "その災害対応は見つかりません。画面を更新してください。",
                                "There is no such operation. Reload the page.")))
        .orElseGet(operations::current);
  }
}
