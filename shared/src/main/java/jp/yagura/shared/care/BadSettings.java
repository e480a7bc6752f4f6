package jp.yagura.shared.care;

/// Settings cannot be used as they are.
public final class BadSettings extends Exception {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final String ja;
  private final String en;

  BadSettings(String path, String ja, String en) {
    super(path + ": " + en);
    this.path = path;
    this.ja = ja;
    this.en = en;
  }

  /// A fault that only the tower can see.
  public static BadSettings at(String path, String ja, String en) {
    return new BadSettings(path, ja, en);
  }

  /// Where: `cadence.sample`.
  public String path() {
    return path;
  }

  public String ja() {
    return ja;
  }

  public String en() {
    return en;
  }
}
