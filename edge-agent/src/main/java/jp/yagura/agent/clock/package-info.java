/// What time it is, on a box that may not know. [Timekeeper] tells the time of day from the time
/// since boot and knows whether it is right; it never sets the clock of the machine. What was dated
/// wrongly is put right by whoever keeps it.
@NullMarked
package jp.yagura.agent.clock;

import org.jspecify.annotations.NullMarked;
