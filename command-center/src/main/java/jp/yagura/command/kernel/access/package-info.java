/**
 * Who may do what. People log in to an {@link jp.yagura.command.kernel.access.Account} (by password
 * or at an OpenID provider) and carry a session cookie; their {@link
 * jp.yagura.command.kernel.access.Role roles} become permissions, plain strings such as {@code
 * chronology.write} that a feature names in {@code @Secured} and grants in its {@link
 * jp.yagura.command.kernel.access.FeaturePermissions}. What under {@code /api} names nothing is
 * closed to everyone.
 *
 * <p>Every log-in, failure and change of an account is written to the {@code AccessLog}; features
 * that show personal data write to {@link jp.yagura.command.kernel.access.PersonalDataLog}. Devices
 * are not people: their secrets are the broker's business.
 */
@NullMarked
package jp.yagura.command.kernel.access;

import org.jspecify.annotations.NullMarked;
