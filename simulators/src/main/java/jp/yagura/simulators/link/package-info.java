/// The line between two programs, as a thing that can be cut, choked and slowed. It knows nothing
/// of what travels on it.
@NullMarked
package jp.yagura.simulators.link;

import org.jspecify.annotations.NullMarked;
