@NullMarked
package jp.yagura.agent.meter;

import org.jspecify.annotations.NullMarked;
