@NullMarked
package jp.yagura.agent.site;

import org.jspecify.annotations.NullMarked;
