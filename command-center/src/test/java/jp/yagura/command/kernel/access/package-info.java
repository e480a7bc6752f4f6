/** How people get in and stay out, on both databases and over HTTP. */
@NullMarked
package jp.yagura.command.kernel.access;

import org.jspecify.annotations.NullMarked;
