/**
 * What changes, to every browser, at once. A feature has {@link
 * jp.yagura.command.kernel.live.LiveTopic topics}: named sets of items that each have an id. A page
 * first gets the whole set and then every item that changes, whole; so applying a change twice, or
 * one that the snapshot already held, changes nothing, and a resumed page shows what a fresh one
 * shows. Features publish through {@link jp.yagura.command.kernel.live.Live} inside their
 * transaction; what is not committed is never told.
 */
@NullMarked
package jp.yagura.command.kernel.live;

import org.jspecify.annotations.NullMarked;
