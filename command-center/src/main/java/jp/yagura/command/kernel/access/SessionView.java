package jp.yagura.command.kernel.access;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a page needs to know about whom it serves. */
@Serdeable
@Schema(name = "Session")
record SessionView(
    Who account,
    String csrf,
    HomeMunicipality.@Nullable Municipality municipality,
    String version,
    boolean demo) {

  @Serdeable
  @Schema(name = "SessionAccount")
  record Who(
      String name,
      String displayName,
      String locale,
      List<String> roles,
      List<String> scopes,
      List<String> permissions) {}
}
