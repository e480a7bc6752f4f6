/**
 * What a record belongs to: an operation (災害対応), which is REAL or an EXERCISE (訓練) and can never
 * change from one to the other. The everyday watch (常時監視) is a real operation that is always open.
 * Levels, triggers and hand-over of command will live here; the chronology lives in {@code
 * chronology}.
 */
@NullMarked
package jp.yagura.command.operation;

import org.jspecify.annotations.NullMarked;
