@NullMarked
package jp.yagura.agent;

import org.jspecify.annotations.NullMarked;
