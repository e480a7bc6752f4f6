/// What happens to the synthetic municipality, and when: rain, rising rivers, power failures, lost
/// links, silent towers. A [Scenario] is data (`scenarios/*.yaml`); everything made from it is a
/// pure function of its seed and of scenario time, so the same seed always tells the same story.
/// Who sends these values over which network is the business of `fleet`; which towers there are is
/// said by the hardware profiles and put together in `town`.
@NullMarked
package jp.yagura.simulators.scenario;

import org.jspecify.annotations.NullMarked;
