package jp.yagura.agent.uplink;

/// Which pictures a line carries beside all else.
enum PicturesToo {
  NONE,
  /// Small ones, where bytes are dear.
  THUMBNAILS,
  ALL
}
