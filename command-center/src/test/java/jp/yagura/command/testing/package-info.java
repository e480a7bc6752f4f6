/**
 * What tests of every feature stand on: a clock that the test drives, both databases, and a whole
 * command center on a free port with a browser that logs in. Real things throughout; nothing here
 * pretends to be part of the command center.
 */
@NullMarked
package jp.yagura.command.testing;

import org.jspecify.annotations.NullMarked;
