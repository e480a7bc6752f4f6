/// What headquarters may do with this box from afar: judge orders (signed, in time, once, not too
/// many), do them, keep and try remote settings, hand out the log, renew the identity. How orders
/// and answers travel is the uplink's.
@NullMarked
package jp.yagura.agent.care;

import org.jspecify.annotations.NullMarked;
