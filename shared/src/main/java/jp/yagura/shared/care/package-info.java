/// What can be changed of a tower from afar, and how it becomes one of headquarters' own: the rules
/// that both sides must agree on. How the bytes travel is `wire`'s; who may do it is the command
/// center's; what is done with it is the agent's.
@NullMarked
package jp.yagura.shared.care;

import org.jspecify.annotations.NullMarked;
