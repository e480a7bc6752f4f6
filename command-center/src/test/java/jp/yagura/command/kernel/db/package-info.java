/** The one writer and the many readers, on a real SQLite and a real PostgreSQL. */
@NullMarked
package jp.yagura.command.kernel.db;

import org.jspecify.annotations.NullMarked;
