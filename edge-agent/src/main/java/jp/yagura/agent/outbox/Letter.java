package jp.yagura.agent.outbox;

import jp.yagura.shared.wire.Kind;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.Stream;
import jp.yagura.shared.wire.UpMessage.ReadingsBatch;
import jp.yagura.shared.wire.Wire;

/// A part of the outbox ready to be sent: some rows of one stream, and the payload that carries
/// them. The payload belongs to whoever asked for the letter and is not changed any more.
///
/// @param range the ids of the rows: they go on across epochs, unlike the numbers in the payload
@SuppressWarnings("ArrayRecordComponent") // letters are handed on, never compared
public record Letter(Stream stream, SeqRange range, Kind kind, byte[] payload) {
  public static Letter of(SeqRange ids, ReadingsBatch batch) {
    return new Letter(Stream.READINGS, ids, Kind.READINGS, Wire.encode(batch));
  }
}
