package jp.yagura.command.kernel.access;

import io.micronaut.serde.annotation.Serdeable;
import java.util.Optional;

/**
 * Whose command center this is; the feature that knows makes it a bean, and every session says it.
 */
@FunctionalInterface
public interface HomeMunicipality {

  Optional<Municipality> municipality();

  /** 市町村. */
  @Serdeable
  record Municipality(String id, String name, String nameEn) {}
}
