@NullMarked
package jp.yagura.agent.uplink;

import org.jspecify.annotations.NullMarked;
