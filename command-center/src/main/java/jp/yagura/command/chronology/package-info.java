/**
 * The chronology (クロノロジー): the journal as people read and write it. A line typed at the console is
 * an entry like any other; nothing is ever changed here, because nothing in the journal is.
 */
@NullMarked
package jp.yagura.command.chronology;

import org.jspecify.annotations.NullMarked;
