package jp.yagura.command.kernel.live;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import jp.yagura.command.kernel.db.DatabaseConfig;
import jp.yagura.command.kernel.db.Transaction;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several nodes on one PostgreSQL: a change is announced with NOTIFY inside its transaction, so
 * PostgreSQL itself tells every node (this one too) when, and only when, it is committed.
 */
@Context
@Requires(property = "yagura.database.kind", value = "postgresql")
final class RelayedLive implements Live {

  private static final String CHANNEL = "yagura_live";

  /** How often the listener looks whether it is to stop. */
  private static final int LOOK_UP_MILLIS = 1_000;

  private static final PGNotification[] NOTHING = {};
  private static final Duration RECONNECT = Duration.ofSeconds(1);
  private static final Argument<Map<String, Object>> ITEM =
      Argument.mapOf(String.class, Object.class);
  private static final Logger log = LoggerFactory.getLogger(RelayedLive.class);

  private final LiveHub hub;
  private final ObjectMapper json;
  private final Clock clock;
  private final DatabaseConfig config;
  private final Thread listener;
  private volatile boolean open = true;

  RelayedLive(LiveHub hub, ObjectMapper json, Clock clock, DatabaseConfig config) {
    this.hub = hub;
    this.json = json;
    this.clock = clock;
    this.config = config;
    this.listener = Thread.ofPlatform().daemon().name("live-relay").start(this::listen);
  }

  @Override
  public void publish(
      Transaction transaction, String topic, List<? extends LiveItem> put, List<String> remove) {
    for (String part : RelayParts.of(text(topic, put, remove))) {
      transaction.sql().execute("select pg_notify(?, ?)", CHANNEL, part);
    }
  }

  @Override
  public void publishNow(String topic, List<? extends LiveItem> put, List<String> remove) {
    hub.accept(new LiveChange(topic, put, remove, clock.instant()));
  }

  private String text(String topic, List<? extends LiveItem> put, List<String> remove) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("topic", topic);
    content.put("put", put);
    content.put("remove", remove);
    content.put("at", clock.instant().toString());
    return write(content);
  }

  private String write(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listen() {
    while (open) {
      try (Connection connection = connect();
          Statement statement = connection.createStatement()) {
        statement.execute("listen " + CHANNEL);
        hub.forgetThePast(); // what was announced before we listened was not heard
        var postgres = connection.unwrap(PGConnection.class);
        var parts = new RelayParts();
        while (open) {
          PGNotification[] heard = postgres.getNotifications(LOOK_UP_MILLIS);
          for (PGNotification notification : heard == null ? NOTHING : heard) {
            parts.join(notification.getParameter()).map(this::read).ifPresent(hub::accept);
          }
        }
      } catch (SQLException | RuntimeException e) {
        log.warn(
            "the relay of live changes lost the thread and takes it up again: {}", e.getMessage());
        LockSupport.parkNanos(RECONNECT.toNanos());
      }
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        config.url().orElseThrow(), config.user().orElse("yagura"), config.password().orElse(""));
  }

  private LiveChange read(String text) {
    Map<String, Object> content = content(text);
    List<LiveItem> put = new ArrayList<>();
    if (content.get("put") instanceof List<?> items) {
      for (Object item : items) {
        if (item instanceof Map<?, ?> map) {
          Map<String, Object> fields = new LinkedHashMap<>();
          map.forEach((key, value) -> fields.put(String.valueOf(key), value));
          put.add(new RelayedItem(String.valueOf(fields.get("id")), fields));
        }
      }
    }
    List<String> remove = new ArrayList<>();
    if (content.get("remove") instanceof List<?> ids) {
      ids.forEach(id -> remove.add(String.valueOf(id)));
    }
    return new LiveChange(
        String.valueOf(content.get("topic")),
        put,
        remove,
        Instant.parse(String.valueOf(content.get("at"))));
  }

  private Map<String, Object> content(String text) {
    try {
      return json.readValue(text, ITEM);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @PreDestroy
  void close() {
    open = false;
    listener.interrupt();
  }
}
