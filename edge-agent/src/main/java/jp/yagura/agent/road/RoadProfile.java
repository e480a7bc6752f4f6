package jp.yagura.agent.road;

import java.time.Duration;

/// A road as the choice sees it.
///
/// @param expected a connection that takes longer than this is not waited for alone
/// @param mayAccompany whether the same data may go over it beside another road
public record RoadProfile(Road road, Duration expected, boolean mayAccompany) {}
