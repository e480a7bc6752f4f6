/// What was measured, in windows of a few minutes: least, mean, most and last of each sensor, for
/// bearers on which single readings cost too much.
@NullMarked
package jp.yagura.agent.summary;

import org.jspecify.annotations.NullMarked;
