package jp.yagura.agent.site;

import java.time.Duration;
import jp.yagura.shared.id.CameraId;

/// One camera, and how often it is looked through.
///
/// @param every from one full picture to the next
/// @param thumbnailEvery from one small picture to the next; not longer than `every`
/// @param deadline a camera that takes longer hangs
public record CameraConfig(
    CameraId id,
    CameraDriverConfig driver,
    Duration every,
    Duration thumbnailEvery,
    Duration deadline,
    int width,
    int height) {}
