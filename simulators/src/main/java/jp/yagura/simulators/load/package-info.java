/// Load: devices that measure as often as wanted, or as fast as their acknowledgements allow, and
/// the figures of it. [Load] drives a fleet that somebody else has made and connected; what is
/// compared with what is the business of the benchmarks.
@NullMarked
package jp.yagura.simulators.load;

import org.jspecify.annotations.NullMarked;
