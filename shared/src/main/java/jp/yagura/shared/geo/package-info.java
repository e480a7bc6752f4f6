/// Places on the ground: points and the standard grid (標準地域メッシュ, JIS X 0410). Maps and projections
/// live in the console; addresses and areas in the command center.
@NullMarked
package jp.yagura.shared.geo;

import org.jspecify.annotations.NullMarked;
