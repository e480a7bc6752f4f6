/// How the simulators' YAML files and options are read: amounts with their unit, strict about every
/// unknown word.
@NullMarked
package jp.yagura.simulators.text;

import org.jspecify.annotations.NullMarked;
