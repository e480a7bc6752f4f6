/**
 * What this machine has to say of itself: storage that fails, a disk that fills up. Shown on the
 * console as long as it lasts; lives in memory, because it matters most when nothing can be
 * written.
 */
@NullMarked
package jp.yagura.command.kernel.health;

import org.jspecify.annotations.NullMarked;
