package jp.yagura.agent.camera;

import java.awt.image.BufferedImage;

/// What a camera saw, as large as it sees. Not changed any more.
record Frame(BufferedImage image) {}
