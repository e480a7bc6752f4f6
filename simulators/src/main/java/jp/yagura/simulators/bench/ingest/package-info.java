/// How many messages and readings a second become durable, beside a bare broker and a bare
/// database; and that none is lost or stored twice when the command center is killed.
@NullMarked
package jp.yagura.simulators.bench.ingest;

import org.jspecify.annotations.NullMarked;
