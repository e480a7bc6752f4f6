@NullMarked
package jp.yagura.agent.sensor;

import org.jspecify.annotations.NullMarked;
