package jp.yagura.command.site;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.db.Transaction;
import jp.yagura.command.kernel.live.Live;
import jp.yagura.command.site.SiteRows.SiteRow;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.id.SiteId;

/** The front door: which towers there are. Answers from memory; the picture is replaced whole. */
@Singleton
public final class Sites {

  private final Database database;
  private final Live live;
  private volatile Picture picture;

  private record Picture(Map<String, SiteRow> byId) {

    static Picture of(List<SiteRow> rows) {
      var byId = new HashMap<String, SiteRow>();
      rows.forEach(row -> byId.put(row.site().id(), row));
      return new Picture(Map.copyOf(byId));
    }
  }

  Sites(Database database, Live live) {
    this.database = database;
    this.live = live;
    this.picture = Picture.of(database.read(SiteRows::all));
  }

  public Optional<Site> byId(SiteId id) {
    return Optional.ofNullable(picture.byId().get(id.value())).map(SiteRow::site);
  }

  /** The site with this id, if it is of that municipality. */
  public Optional<Site> at(SiteAddress address) {
    return byId(address.site()).filter(site -> site.address().equals(address));
  }

  public Collection<Site> all() {
    return picture.byId().values().stream().map(SiteRow::site).toList();
  }

  Optional<String> deviceSecretSha256(SiteAddress address) {
    return Optional.ofNullable(picture.byId().get(address.site().value()))
        .filter(row -> row.site().address().equals(address))
        .map(SiteRow::deviceSecretSha256);
  }

  /**
   * Until the commit no other command center changes anything that is known of these sites. On
   * SQLite there is no other.
   */
  public void hold(Transaction tx, Set<SiteId> sites) {
    if (database.dialect() == Database.Dialect.POSTGRESQL) {
      SiteRows.lock(tx.sql(), sites.stream().map(SiteId::value).sorted().toList());
    }
  }

  /** Writes sites as they are given, new ones and changed ones; others stay as they are. */
  void put(Transaction tx, List<SiteRow> rows) {
    rows.forEach(row -> SiteRows.put(tx.sql(), row));
    List<SiteRow> now = SiteRows.all(tx.sql());
    live.publish(tx, SitesTopic.NAME, now.stream().map(row -> SiteItem.of(row.site())).toList());
    tx.afterCommit(() -> picture = Picture.of(now));
  }

  /** Reads again what another command center on the same database may have changed. */
  void refresh() {
    picture = Picture.of(database.read(SiteRows::all));
  }
}
