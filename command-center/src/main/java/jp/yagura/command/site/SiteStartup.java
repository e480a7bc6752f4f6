package jp.yagura.command.site;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import java.nio.file.Path;
import java.util.Optional;
import jp.yagura.command.kernel.access.HomeMunicipality;
import jp.yagura.command.operation.Operations;

/**
 * At start: the everyday watch is there, and the city's registry is read before the first device or
 * page comes.
 */
@Context
final class SiteStartup implements HomeMunicipality {

  private final Optional<Municipality> municipality;

  SiteStartup(
      SiteImport siteImport,
      Operations operations,
      @Value("${yagura.sites.import-file:}") String importFile) {
    operations.standing();
    this.municipality =
        importFile.isBlank()
            ? Optional.empty()
            : Optional.of(siteImport.run(Path.of(importFile)).municipality())
                .map(home -> new Municipality(home.id().value(), home.name(), home.nameEn()));
  }

  @Override
  public Optional<Municipality> municipality() {
    return municipality;
  }
}
