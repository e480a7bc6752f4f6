package jp.yagura.agent.site;

/// What counts as a spike: a value more than `maxJump` away from the median of the last `window`
/// values.
public record SpikeConfig(int window, long maxJump) {}
