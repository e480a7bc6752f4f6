package jp.yagura.agent.uplink;

import java.time.InstantSource;
import java.util.function.Consumer;
import jp.yagura.agent.meter.Ledger;
import jp.yagura.agent.outbox.Outbox;
import jp.yagura.agent.site.SiteConfig;
import jp.yagura.agent.summary.Summaries;

/// What all connections share.
///
/// @param clock tells the time of day
/// @param steady only ever runs forward
/// @param signals wakes the thread that runs all of them
record Common(
    SiteConfig site,
    Outbox outbox,
    Presence presence,
    Commands commands,
    Summaries summaries,
    Ledger ledger,
    BearerNews news,
    InstantSource clock,
    InstantSource steady,
    Consumer<Signal> signals) {

  Custody newCustody() {
    return new Custody(outbox, steady, site.custody().resendAfter());
  }
}
