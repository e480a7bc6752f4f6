/**
 * Pictures, papers and other blobs, kept under the SHA-256 of their content: stored once, streamed
 * in and out, and compared with their name every time they are read. Who may see a file is the
 * business of the feature that knows its address.
 */
@NullMarked
package jp.yagura.command.kernel.files;

import org.jspecify.annotations.NullMarked;
