/// River water: a level, the official stages it can reach, and the rule that tells which stage
/// holds. Pure values and functions; where levels come from and who is told lives in the programs.
@NullMarked
package jp.yagura.shared.water;

import org.jspecify.annotations.NullMarked;
