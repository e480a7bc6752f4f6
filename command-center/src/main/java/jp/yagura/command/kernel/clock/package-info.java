/**
 * The only source of time. Everything that asks "what time is it" is handed the {@link
 * java.time.Clock} made here; tests hand in one that they drive. Nothing else in the command center
 * may call {@code Instant.now()} (a test enforces it).
 */
@NullMarked
package jp.yagura.command.kernel.clock;

import org.jspecify.annotations.NullMarked;
