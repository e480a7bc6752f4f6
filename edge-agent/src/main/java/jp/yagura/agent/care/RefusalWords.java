package jp.yagura.agent.care;

import java.time.Instant;
import jp.yagura.shared.wire.OrderRefusal;

/// What headquarters is told of an order that was refused.
///
/// @param toBeAnswered whether the order itself is answered; of what a stranger may have sent only
///     the count is told
record RefusalWords(boolean toBeAnswered, String ja, String en) {

  static RefusalWords of(OrderRefusal reason, Instant clock) {
    return switch (reason) {
      case UNSIGNED, FORGED, FOREIGN, REPLAYED -> new RefusalWords(false, "", "");
      case EXPIRED ->
          new RefusalWords(
              true,
              "期限を過ぎて届いたため、実行しませんでした（装置の時計 " + clock + "）。",
              "It came too late to be meant (by the clock of the box it is " + clock + ").");
      case FLOOD ->
          new RefusalWords(
              true,
              "短い間に命令が多すぎるため、実行しませんでした。しばらく待ってから、もう一度送ってください。",
              "Too many orders in a short time. Wait a little and send it again.");
      case NOT_ENROLLED ->
          new RefusalWords(
              true,
              "この装置は登録されていないため、状態を変える命令には従いません。登録コードで登録してください。",
              "This box is not enrolled, so it obeys nothing that changes it. Enrol it with a code.");
      case FAILED ->
          new RefusalWords(
              true,
              "装置のディスクに書けないため、実行しませんでした。",
              "The box cannot write to its disk, so it did not do it.");
    };
  }
}
