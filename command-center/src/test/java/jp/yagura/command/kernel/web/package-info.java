/** How refusals are said and what browsers are told, over real HTTP. */
@NullMarked
package jp.yagura.command.kernel.web;

import org.jspecify.annotations.NullMarked;
