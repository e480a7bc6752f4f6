/// From a driver to a reading. A [Driver] speaks to one device, a [Probe] turns what it says into a
/// reading and marks what is implausible; nothing measured is ever dropped here.
///
/// Storing is the outbox's matter, and whether a level is dangerous is decided at the command
/// center.
@NullMarked
package jp.yagura.agent.sensor;

import org.jspecify.annotations.NullMarked;
