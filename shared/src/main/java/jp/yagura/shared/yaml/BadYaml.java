package jp.yagura.shared.yaml;

/// A file cannot be used as it is. The message is one sentence for the person who wrote it:
/// `sites.yaml, line 12, sites[0].lat: must be -90 to 90, but is "north"`.
public final class BadYaml extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String source;
  private final int line;
  private final String path;
  private final String sentence;

  BadYaml(String source, int line, String path, String sentence) {
    super(
        source
            + (line > 0 ? ", line " + line : "")
            + (path.isEmpty() ? "" : ", " + path)
            + ": "
            + sentence);
    this.source = source;
    this.line = line;
    this.path = path;
    this.sentence = sentence;
  }

  /// The file's name.
  public String source() {
    return source;
  }

  /// Counted from 1; 0 where it concerns the whole file.
  public int line() {
    return line;
  }

  /// Where in the document: `sites[0].thresholds.danger`; empty for the document itself.
  public String path() {
    return path;
  }

  /// What is wrong and what would be right, without the place.
  public String sentence() {
    return sentence;
  }
}
