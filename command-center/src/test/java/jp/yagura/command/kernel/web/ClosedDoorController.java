package jp.yagura.command.kernel.web;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Hidden;

/** A feature whose author forgot to say who may come in. */
@Hidden
@Controller("/api/forgotten")
@Requires(property = "test.trouble", value = "true")
class ClosedDoorController {

  @Get
  String open() {
    return "everybody sees this";
  }
}
