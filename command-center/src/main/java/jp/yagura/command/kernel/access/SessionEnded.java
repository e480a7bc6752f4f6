package jp.yagura.command.kernel.access;

/**
 * Published on every node when a session is over: logged out, expired, or its account changed.
 * Streams that belong to it are to be closed.
 *
 * @param session the attribute {@code session} of its Authentication
 */
public record SessionEnded(String session) {}
