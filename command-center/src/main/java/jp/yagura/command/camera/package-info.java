/**
 * Pictures of the towers' cameras: taking them in whole or in pieces, keeping and forgetting them,
 * showing them, and asking for one. Numbers and acknowledgements are the ingest's; what a picture
 * is taken of belongs to its site, and through it to its operation.
 */
@NullMarked
package jp.yagura.command.camera;

import org.jspecify.annotations.NullMarked;
