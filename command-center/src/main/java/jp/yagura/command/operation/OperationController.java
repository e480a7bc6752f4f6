package jp.yagura.command.operation;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;

@Controller("/api/operations")
@Tag(name = "operation")
final class OperationController {

  private final Operations operations;

  OperationController(Operations operations) {
    this.operations = operations;
  }

  /** All operations and exercises, newest first. */
  @Get
  @Secured(OperationPermissions.READ)
  List<OperationItem> all() {
    return operations.all().stream().map(OperationItem::of).toList();
  }
}
