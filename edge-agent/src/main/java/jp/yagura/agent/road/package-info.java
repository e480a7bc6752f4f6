/// Which way out of the box is used when: pure decisions, without threads, sockets or a clock of
/// their own. The uplink does what is decided here and tells what comes of it.
@NullMarked
package jp.yagura.agent.road;

import org.jspecify.annotations.NullMarked;
