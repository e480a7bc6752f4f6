package jp.yagura.command.kernel.access;

import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.db.StorageException;
import jp.yagura.command.kernel.db.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens sessions, finds them again, and ends them on every node. */
@Singleton
class Sessions {

  private static final Logger log = LoggerFactory.getLogger(Sessions.class);

  private final Database database;
  private final Clock clock;
  private final SessionConfig config;
  private final ApplicationEventPublisher<SessionEnded> ended;
  private final SecureRandom random = new SecureRandom();

  /** Sessions that were used on this node: those whose end it has to tell its live streams. */
  private final Set<String> usedHere = ConcurrentHashMap.newKeySet();

  Sessions(
      Database database,
      Clock clock,
      SessionConfig config,
      ApplicationEventPublisher<SessionEnded> ended) {
    this.database = database;
    this.clock = clock;
    this.config = config;
    this.ended = ended;
  }

  /** A session and the secret that only its browser will know. */
  record Opened(SessionToken token, Session session) {}

  Opened open(Transaction transaction, Account account, Client client) {
    Instant now = clock.instant();
    var opening =
        new SessionStore.Opening(
            SessionToken.random(random), UUID.randomUUID().toString(), account.id(), client);
    Instant endsAt = now.plus(config.longest());
    SessionStore.insert(transaction.sql(), opening, now, endsAt);
    return new Opened(opening.token(), new Session(opening.id(), account, now, endsAt));
  }

  /** The session of a cookie, if it is still good. */
  Optional<Session> find(SessionToken token) {
    Instant now = clock.instant();
    Optional<Session> session =
        database
            .read(sql -> SessionStore.find(sql, token.hash()))
            .filter(s -> now.isBefore(s.endsAt()))
            .filter(s -> now.isBefore(s.seenAt().plus(config.idle())))
            .filter(s -> !s.account().disabled());
    session.ifPresent(s -> noteUse(s, now));
    return session;
  }

  private void noteUse(Session session, Instant now) {
    usedHere.add(session.id());
    if (!now.isBefore(session.seenAt().plus(config.touchEvery()))) {
      var _ =
          database
              .submit(
                  transaction -> {
                    SessionStore.touch(transaction.sql(), session.id(), now);
                    return session.id();
                  })
              .whenComplete(
                  (_, failure) -> {
                    if (failure != null) {
                      log.warn("the last use of a session was not noted: {}", failure.getMessage());
                    }
                  });
    }
  }

  void end(Transaction transaction, Collection<String> ids) {
    List<String> these = List.copyOf(ids);
    SessionStore.delete(transaction.sql(), these);
    transaction.afterCommit(() -> these.forEach(this::tellEnd));
  }

  void endAllOf(Transaction transaction, Account account) {
    end(transaction, SessionStore.ofAccount(transaction.sql(), account.id()));
  }

  private void tellEnd(String id) {
    usedHere.remove(id);
    ended.publishEvent(new SessionEnded(id));
  }

  /** Clears away what has expired, and hears of what other nodes have ended. */
  @Scheduled(fixedDelay = "15s", initialDelay = "15s")
  void sweep() {
    try {
      Instant now = clock.instant();
      List<String> over =
          database.read(sql -> SessionStore.over(sql, now, now.minus(config.idle())));
      if (!over.isEmpty()) {
        database.write(
            transaction -> {
              end(transaction, over);
              return over.size();
            });
      }
      List<String> here = List.copyOf(usedHere);
      Set<String> there = database.read(sql -> SessionStore.stillThere(sql, here));
      here.stream().filter(id -> !there.contains(id)).forEach(this::tellEnd);
    } catch (StorageException e) {
      log.warn("sessions were not swept and will be later: {}", e.getMessage());
    }
  }
}
