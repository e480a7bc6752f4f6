/// Who this box is towards its command center: its key, which never leaves it, its certificate, and
/// the key by which it knows orders of headquarters. How it comes by them (enrolment, renewal) and
/// where they lie. Connections are made by the uplink.
@NullMarked
package jp.yagura.agent.identity;

import org.jspecify.annotations.NullMarked;
