/// The line between two programs, as a thing that can be slow, narrow, lossy, dead, cut and healed,
/// by hand or by a timetable. It knows nothing of what travels on it.
@NullMarked
package jp.yagura.simulators.link;

import org.jspecify.annotations.NullMarked;
