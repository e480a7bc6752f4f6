/// The simulators: a synthetic municipality that measures, fails and floods like a real one. Here
/// stands only the command line; `scenario` says what happens, `town` where, `plan` writes it down
/// for the other programs, `fleet` speaks MQTT for thousands of devices, `load` drives them as hard
/// as wanted and `link` cuts their cables.
@NullMarked
package jp.yagura.simulators;

import org.jspecify.annotations.NullMarked;
