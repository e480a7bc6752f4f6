package jp.yagura.command.kernel.access;

import java.time.Instant;

/**
 * Someone who is logged in.
 *
 * @param id what logs and live streams know it by; not the secret
 */
record Session(String id, Account account, Instant seenAt, Instant endsAt) {}
