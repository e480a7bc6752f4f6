package jp.yagura.agent;

import java.nio.file.Path;
import java.util.Optional;

/// The command line. Two options do not need a library, and the agent's start is counted in
/// milliseconds.
///
/// @param site absent only for a rehearsal, which brings its own
/// @param checkOnly read the site file, say whether it can be used, and end
/// @param rehearse play a start for the JVM to remember, and end
record Arguments(Optional<Path> site, boolean checkOnly, boolean rehearse) {
  static final String USAGE =
      """
      使い方 / usage: AgentMain --site FILE [--check]
                     AgentMain enroll --site FILE --center URL --code CODE
        --site FILE  局の定義ファイル / the site file
        --check      定義ファイルを調べるだけで起動しない / only check the site file
        --rehearse   起動を速くするための試し運転（単独で指定） / a trial run that makes starts quick (alone)
      YAGURA_LOG=debug|info|warn|error (default info)""";

  static Arguments parse(String[] args) {
    Optional<Path> site = Optional.empty();
    boolean checkOnly = false;
    boolean rehearse = false;
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--check" -> checkOnly = true;
        case "--rehearse" -> rehearse = true;
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
    if (site.isEmpty() && !rehearse) {
      throw new IllegalArgumentException("--site が要ります。 / --site is needed.");
    }
    return new Arguments(site, checkOnly, rehearse);
  }
}
