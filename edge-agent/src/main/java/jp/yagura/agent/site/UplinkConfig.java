package jp.yagura.agent.site;

import java.util.List;

/// How this box reaches its command center.
///
/// @param bearers in order of preference, at least one
/// @param roads to so many brokers of the bearer in use the same data goes at the same time
public record UplinkConfig(List<BearerConfig> bearers, int roads, SummaryConfig summaries) {
  public UplinkConfig {
    bearers = List.copyOf(bearers);
  }
}
