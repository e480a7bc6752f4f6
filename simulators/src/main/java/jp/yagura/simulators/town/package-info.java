/// The places: which towers the synthetic municipality has, where they stand and what they measure.
/// What happens to them is told in `scenario`.
@NullMarked
package jp.yagura.simulators.town;

import org.jspecify.annotations.NullMarked;
