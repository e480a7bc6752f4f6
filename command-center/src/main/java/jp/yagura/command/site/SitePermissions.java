package jp.yagura.command.site;

/** What one needs to be allowed here. */
public final class SitePermissions {

  /** To see the towers and what they measure. */
  public static final String READ = "site.read";

  private SitePermissions() {}
}
