package jp.yagura.agent.site;

import java.time.Duration;

/// How often the box measures, sends what it has measured, and tells how it is.
public record CadenceConfig(Duration sample, Duration send, Duration status) {}
