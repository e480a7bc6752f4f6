/**
 * What every answer over HTTP has in common. A feature that has to refuse throws a {@link
 * jp.yagura.command.kernel.web.Problem}; whatever else goes wrong on the way, in the framework or
 * in the database, comes out in the same form: an RFC 9457 document in Japanese and English with a
 * stable code. The headers that keep browsers safe are set here too. Who may do what is decided in
 * {@code access}; here is only how it is said.
 */
@NullMarked
package jp.yagura.command.kernel.web;

import org.jspecify.annotations.NullMarked;
