/// What a tower is built from, as data: boards, sensors, cameras, power systems, uplinks and whole
/// municipalities. The data are the YAML files beside these classes, each kind with a JSON Schema;
/// [jp.yagura.hardware.Catalogue] and [jp.yagura.hardware.SitePlan] are the doors to them.
///
/// Nothing here talks to hardware: drivers live in the edge agent. Secrets are never in these
/// files.
@NullMarked
package jp.yagura.hardware;

import org.jspecify.annotations.NullMarked;
