/**
 * What the web client is served: its pages, the base map, and the browsable description of the API.
 * The client itself is in {@code command-center/console}; the bundled map in {@code
 * command-center/basemap}.
 */
@NullMarked
package jp.yagura.command.console;

import org.jspecify.annotations.NullMarked;
