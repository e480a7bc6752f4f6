/**
 * What every feature stands on: {@code db}, {@code journal}, {@code live}, {@code files}, {@code
 * access}, {@code web} and {@code clock}. The kernel knows no feature.
 */
@NullMarked
package jp.yagura.command.kernel;

import org.jspecify.annotations.NullMarked;
