package jp.yagura.agent;

import java.nio.file.Path;
import java.util.Optional;

/// The command line. Two options do not need a library, and the agent's start is counted in
/// milliseconds.
///
/// @param checkOnly read the site file, say whether it can be used, and end
record Arguments(Path site, boolean checkOnly) {
  static final String USAGE =
      """
      使い方 / usage: AgentMain --site FILE [--check]
                     AgentMain enroll --site FILE --center URL --code CODE
        --site FILE  局の定義ファイル / the site file
        --check      定義ファイルを調べるだけで起動しない / only check the site file
      YAGURA_LOG=debug|info|warn|error (default info)""";

  static Arguments parse(String[] args) {
    Optional<Path> site = Optional.empty();
    boolean checkOnly = false;
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--check" -> checkOnly = true;
        case "--site" -> {
          if (++i == args.length) {
            throw new IllegalArgumentException("--site にはファイル名が要ります。 / --site needs a file.");
          }
          site = Optional.of(Path.of(args[i]));
        }
        default ->
            throw new IllegalArgumentException(
                "知らない引数です: %s / unknown argument: %s".formatted(args[i], args[i]));
      }
    }
    Path file =
        site.orElseThrow(() -> new IllegalArgumentException("--site が要ります。 / --site is needed."));
    return new Arguments(file, checkOnly);
  }
}
