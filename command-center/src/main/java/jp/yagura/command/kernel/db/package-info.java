/**
 * One writer, many readers, on SQLite or PostgreSQL. A feature hands {@link
 * jp.yagura.command.kernel.db.Database} a piece of {@link jp.yagura.command.kernel.db.Work}; pieces
 * that wait at the same moment share one commit, and each is told when it is durable. Migrations of
 * all features lie under {@code db/migration/<feature>}; the SQL itself lives with the feature.
 */
@NullMarked
package jp.yagura.command.kernel.db;

import org.jspecify.annotations.NullMarked;
