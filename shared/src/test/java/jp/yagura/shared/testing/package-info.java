/// What the tests of every module share: a real broker, real processes, free ports and patience.
/// Published as the test jar of `shared`; a module that uses the broker also needs Testcontainers
/// in its own test scope.
@NullMarked
package jp.yagura.shared.testing;

import org.jspecify.annotations.NullMarked;
