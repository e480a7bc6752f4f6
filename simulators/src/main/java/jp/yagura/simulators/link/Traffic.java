package jp.yagura.simulators.link;

/// Bytes that came out of a connection: at the target, and at the side that had connected.
public record Traffic(long bytesUp, long bytesDown) {}
