package jp.yagura.agent.meter;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The books of all bearers: what went over each, and what that leaves of its budget. What is noted
/// is written to the card every few minutes only; a box that dies in between has spent a little
/// more than it knows.
public final class Ledger {
  private static final Duration BETWEEN_NOTES = Duration.ofMinutes(5);

  private static final class Account {
    private final Budget budget;
    private final Meter meter = new Meter();
    private Spent spent;
    private boolean changed;

    Account(Budget budget, Spent spent) {
      this.budget = budget;
      this.spent = spent;
    }
  }

  private final Map<String, Account> accounts = new LinkedHashMap<>();
  private final InstantSource clock;
  private final InstantSource steady;
  private Instant notedAt;

  /// @param notes from before the restart
  /// @param clock tells the day
  /// @param steady only runs forward
  public Ledger(
      Map<String, Budget> budgets,
      Map<String, String> notes,
      InstantSource clock,
      InstantSource steady) {
    this.clock = clock;
    this.steady = steady;
    this.notedAt = steady.instant();
    budgets.forEach(
        (bearer, budget) ->
            accounts.put(
                bearer,
                new Account(
                    budget,
                    Optional.ofNullable(notes.get(noteOf(bearer)))
                        .flatMap(text -> Spent.parse(text, notedAt))
                        .orElseGet(() -> Spent.nothing(clock.instant(), notedAt)))));
  }

  public Meter meter(String bearer) {
    return account(bearer).meter;
  }

  public synchronized Spent spent(String bearer) {
    Account account = account(bearer);
    long bytes = account.meter.take();
    account.changed |= bytes > 0;
    account.spent = account.spent.and(bytes, clock.instant(), steady.instant());
    return account.spent;
  }

  public Budget budget(String bearer) {
    return account(bearer).budget;
  }

  public Budget.Stand stand(String bearer) {
    return budget(bearer).stand(spent(bearer), clock.instant());
  }

  /// What has to be noted by now; nothing for most of the time.
  public synchronized Map<String, String> dueNotes() {
    return steady.instant().isBefore(notedAt.plus(BETWEEN_NOTES)) ? Map.of() : notes();
  }

  /// All that has changed since it was noted last.
  public synchronized Map<String, String> notes() {
    notedAt = steady.instant();
    Map<String, String> notes = new HashMap<>();
    accounts.forEach(
        (bearer, account) -> {
          String text = spent(bearer).text();
          if (account.changed) {
            account.changed = false;
            notes.put(noteOf(bearer), text);
          }
        });
    return notes;
  }

  private Account account(String bearer) {
    return Objects.requireNonNull(accounts.get(bearer), bearer);
  }

  private static String noteOf(String bearer) {
    return "bearer." + bearer + ".spent";
  }
}
