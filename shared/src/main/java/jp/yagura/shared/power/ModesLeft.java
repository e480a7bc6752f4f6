package jp.yagura.shared.power;

/// Until a tower falls silent if it stayed in one mode of work until then, for each of the modes:
/// what giving more up would win, and what going on as on mains would cost.
public record ModesLeft(TimeLeft normal, TimeLeft saving, TimeLeft survival) {}
