@NullMarked
package jp.yagura.agent.camera;

import org.jspecify.annotations.NullMarked;
