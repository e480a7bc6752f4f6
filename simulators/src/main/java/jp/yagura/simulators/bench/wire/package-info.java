/// How many bytes a day of a tower costs on the line, as counted on a real TLS connection, beside
/// the same day sent as one JSON text per reading.
@NullMarked
package jp.yagura.simulators.bench.wire;

import org.jspecify.annotations.NullMarked;
