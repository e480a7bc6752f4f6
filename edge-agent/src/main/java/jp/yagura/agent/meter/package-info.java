/// What the bearers cost: bytes counted at their sockets, kept per day and month, and held against
/// budgets. Knows no network and no database.
@NullMarked
package jp.yagura.agent.meter;

import org.jspecify.annotations.NullMarked;
