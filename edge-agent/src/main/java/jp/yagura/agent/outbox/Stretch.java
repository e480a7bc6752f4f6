package jp.yagura.agent.outbox;

import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.UpMessage.ReadingsBatch;

/// Readings that can go in one message.
///
/// @param ids of their rows
public record Stretch(SeqRange ids, ReadingsBatch batch) {}
