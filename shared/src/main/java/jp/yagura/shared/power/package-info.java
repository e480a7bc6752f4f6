/// How a tower is fed. When which state is entered is the edge agent's power plan, not told here.
@NullMarked
package jp.yagura.shared.power;

import org.jspecify.annotations.NullMarked;
