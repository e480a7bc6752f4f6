package jp.yagura.command.site;

import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.operation.Operation;
import jp.yagura.command.operation.Operations;
import jp.yagura.command.site.SiteFile.OperationLine;
import jp.yagura.command.site.SiteFile.SensorLine;
import jp.yagura.command.site.SiteFile.SiteLine;
import jp.yagura.command.site.SiteRows.SiteRow;
import jp.yagura.shared.id.SiteAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the registry to what the city's file says. Doing it again changes nothing. */
@Singleton
final class SiteImport {

  private static final Logger log = LoggerFactory.getLogger(SiteImport.class);

  private final Sites sites;
  private final Operations operations;
  private final Database database;

  SiteImport(Sites sites, Operations operations, Database database) {
    this.sites = sites;
    this.operations = operations;
    this.database = database;
  }

  SiteFile run(Path path) {
    SiteFile file = SiteFile.read(path);
    Operation operation = operationOf(file.operation());
    file.sites().forEach(line -> requireSameKind(line, operation));
    List<SiteRow> rows =
        file.sites().stream().map(line -> row(file.municipality(), operation.id(), line)).toList();
    var _ =
        database.<Integer>write(
            tx -> {
              sites.put(tx, rows);
              return rows.size();
            });
    log.info("{} sites of {} are registered", rows.size(), file.municipality().nameEn());
    return file;
  }

  /** A real tower does not become part of an exercise by a wrong file, nor the other way round. */
  private void requireSameKind(SiteLine line, Operation operation) {
    sites
        .byId(line.id())
        .flatMap(known -> operations.byId(known.operation()))
        .filter(known -> known.kind() != operation.kind())
        .ifPresent(
            known -> {
              throw new IllegalArgumentException(
                  ("the site %s is registered as %s, and this file would make it %s; give the"
                          + " simulated tower another id, or another data folder")
                      .formatted(line.id(), known.kind(), operation.kind()));
            });
  }

  private Operation operationOf(OperationLine line) {
    return line.standing()
        ? operations.standing()
        : operations.openOnce(line.kind(), line.name(), line.nameEn());
  }

  private static SiteRow row(SiteFile.Home home, UUID operation, SiteLine line) {
    var site =
        new Site(
            new SiteAddress(home.id(), line.id()),
            operation,
            line.name(),
            line.nameEn(),
            line.kana(),
            line.place(),
            line.cadence(),
            line.sensors().stream().map(SiteImport::sensor).toList());
    return new SiteRow(site, line.deviceSecretSha256());
  }

  private static Sensor sensor(SensorLine line) {
    return new Sensor(
        Sensor.NO_REF_YET,
        line.id(),
        line.kind(),
        line.name(),
        line.nameEn(),
        line.unit(),
        line.thresholds());
  }
}
