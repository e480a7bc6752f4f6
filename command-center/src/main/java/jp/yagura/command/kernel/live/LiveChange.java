package jp.yagura.command.kernel.live;

import java.time.Instant;
import java.util.List;

/**
 * Items of a topic that are new or different, and ids that are gone.
 *
 * @param at when it was committed, so that a page can tell how late it hears
 */
public record LiveChange(
    String topic, List<? extends LiveItem> put, List<String> remove, Instant at) {}
