package jp.yagura.agent;

import java.io.IOException;
import java.nio.file.Path;
import jp.yagura.agent.outbox.OutboxException;
import jp.yagura.shared.yaml.BadYaml;

/// What the agent says, in Japanese and in English, when it cannot start: what is wrong and what to
/// do.
final class Plain {

  private Plain() {}

  static String sentences(BadYaml e) {
    String place = e.source() + (e.line() > 0 ? " %d行目".formatted(e.line()) : "") + " " + e.path();
    return """
        局の定義ファイルを使えません（%s）。下の行のとおりに直して、もう一度起動してください。
        The site file cannot be used. %s"""
        .formatted(place.strip(), e.getMessage());
  }

  static String sentences(Path data, IOException e) {
    return """
        データフォルダー %s を作れません。場所と書き込み権限を確かめてください。
        The data folder %s cannot be made (%s). Check where it is and who may write there."""
        .formatted(data, data, e);
  }

  static String sentences(Path data, OutboxException e) {
    return switch (e.reason()) {
      case IN_USE ->
          """
          データフォルダー %s は別のエージェントが使用中です。先にそれを止めてください。
          The data folder %s is in use by another agent. Stop that one first."""
              .formatted(data, data);
      case FULL ->
          """
          データフォルダー %s のディスクに空きがありません。空きを作ってください。
          The disk of the data folder %s is full. Make room on it."""
              .formatted(data, data);
      case BROKEN, DAMAGED ->
          """
          データフォルダー %s の送信箱を開けません。ディスクと書き込み権限を確かめてください。
          The outbox in %s cannot be opened (%s). Check the disk and who may write there."""
              .formatted(data, data, e.getMessage());
    };
  }
}
