/// Names of things: municipalities, sites, sensors, and ids made without asking anyone
/// ([jp.yagura.shared.id.Uuid7]). Each type refuses what could not stand in a topic, a file name or
/// a URL. What the named things *are* lives elsewhere.
@NullMarked
package jp.yagura.shared.id;

import org.jspecify.annotations.NullMarked;
