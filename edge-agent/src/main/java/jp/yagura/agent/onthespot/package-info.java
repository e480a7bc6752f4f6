/// The page for whoever stands beside the box: on its own port, without internet, in Japanese or in
/// English. It shows what the box knows of itself and lets a test message be sent.
///
/// Whoever reaches the port is a stranger: one request a connection, little time, few bytes, a PIN
/// for what changes anything. All of it runs in one thread of its own that nothing else waits for,
/// and reads the box only through [BoxView].
@NullMarked
package jp.yagura.agent.onthespot;

import org.jspecify.annotations.NullMarked;
