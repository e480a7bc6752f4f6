package jp.yagura.shared.wire;

/// How large a picture is meant to be: what a thin road can carry, or what a human wants to look
/// into.
public enum PictureSize {
  /// 縮小画像. Small enough to travel whole in one message.
  THUMBNAIL,
  /// 詳しい写真. Travels in pieces.
  FULL
}
