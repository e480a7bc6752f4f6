/// Cameras of this box (監視カメラ): taking pictures at the right pace, and making of each frame what
/// the line can carry.
///
/// A camera that hangs or fails hurts nobody else: each has threads of its own and a deadline.
/// Nothing in here is loaded on a box without a camera, for drawing and compressing take memory.
/// How pictures are kept and sent is not decided here, but in the outbox and the uplink.
@NullMarked
package jp.yagura.agent.camera;

import org.jspecify.annotations.NullMarked;
