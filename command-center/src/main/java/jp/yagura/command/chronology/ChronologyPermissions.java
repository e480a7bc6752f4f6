package jp.yagura.command.chronology;

/** What one needs to be allowed here. */
final class ChronologyPermissions {

  static final String READ = "chronology.read";
  static final String WRITE = "chronology.write";

  private ChronologyPermissions() {}
}
