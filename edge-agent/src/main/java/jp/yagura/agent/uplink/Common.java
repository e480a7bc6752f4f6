package jp.yagura.agent.uplink;

import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jp.yagura.agent.clock.Timekeeper;
import jp.yagura.agent.meter.Ledger;
import jp.yagura.agent.outbox.Outbox;
import jp.yagura.agent.site.CadenceConfig;
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
    Supplier<CadenceConfig> cadence,
    Caretaker care,
    Introducer introducer,
    LineBook book,
    Summaries summaries,
    Ledger ledger,
    BearerNews news,
    Timekeeper time,
    InstantSource steady,
    Consumer<Signal> signals) {

  Custody newCustody() {
    return new Custody(outbox, steady, site.custody().resendAfter());
  }
}
