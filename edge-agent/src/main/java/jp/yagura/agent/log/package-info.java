/// One line an event, to standard error: time, level, who, what, then key=value; and the last of
/// them kept for whoever stands beside the box.
///
/// It is the SLF4J provider of this program. A logging library of general use costs a board of
/// 512 MB six megabytes and a fifth of a second of each start; this is what we use of one.
@NullMarked
package jp.yagura.agent.log;

import org.jspecify.annotations.NullMarked;
