/// Files that people write, read strictly: [jp.yagura.shared.yaml.StrictYaml] turns YAML into
/// records, and a [jp.yagura.shared.yaml.BadYaml] says file, line, path and what to do. A key that
/// nobody asked for is an error, because a mistyped key is a setting that silently does not hold.
///
/// It is a small YAML on purpose: no anchors, aliases, merge keys, tags or second documents. What
/// the keys mean is told by the readers in the programs and in `hardware-profiles`.
@NullMarked
package jp.yagura.shared.yaml;

import org.jspecify.annotations.NullMarked;
