/**
 * The command center. Packages are features; imports only point down the floors of {@code
 * docs/architecture.md}, and a test enforces it. Here, at the root, stands only the entrance.
 */
@NullMarked
package jp.yagura.command;

import org.jspecify.annotations.NullMarked;
