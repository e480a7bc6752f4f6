package jp.yagura.agent;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.yagura.agent.identity.Enrolment;
import jp.yagura.agent.identity.EnrolmentFailed;
import jp.yagura.agent.identity.Identity;
import jp.yagura.agent.identity.IdentityFiles;
import jp.yagura.agent.site.SiteConfig;
import jp.yagura.agent.site.SiteFile;
import jp.yagura.shared.care.EnrolmentCode;
import jp.yagura.shared.yaml.BadYaml;

/// `AgentMain enroll --site FILE --center URL --code CODE`: what a technician types once, on the
/// box.
final class EnrolCommand {
  static final String NAME = "enroll";

  private static final String USAGE =
      """
      使い方 / usage: enroll --site FILE --center https://HOST[:PORT] --code XXXX-XXXX-XXXX
        --site    局の定義ファイル / the site file
        --center  本部のアドレス / the address of headquarters (http:// or https://)
        --code    本部で作った登録コード / the one-time code made at headquarters""";

  private static final Set<String> OPTIONS = Set.of("--site", "--center", "--code");

  private EnrolCommand() {}

  static ExitCode run(String[] args, PrintStream out, PrintStream err) {
    Map<String, String> given = new HashMap<>();
    for (int i = 1; i + 1 < args.length; i += 2) {
      given.put(args[i], args[i + 1]);
    }
    Optional<URI> center = Optional.ofNullable(given.get("--center")).flatMap(EnrolCommand::center);
    if (!given.keySet().equals(OPTIONS) || args.length != 7 || center.isEmpty()) {
      err.println(USAGE);
      return ExitCode.USAGE;
    }
    Optional<EnrolmentCode> code = EnrolmentCode.parse(given.getOrDefault("--code", ""));
    if (code.isEmpty()) {
      err.println(
          """
          登録コードは英数字12文字です（例: 7K2M-94QP-XW3D）。入力を確かめてください。
          A code has twelve letters and digits, like 7K2M-94QP-XW3D. Check what was typed.""");
      return ExitCode.USAGE;
    }
    SiteConfig site;
    try {
      site = SiteFile.read(Path.of(given.getOrDefault("--site", "")));
      Files.createDirectories(site.data());
    } catch (BadYaml e) {
      err.println(Plain.sentences(e));
      return ExitCode.SITE_FILE;
    } catch (IOException e) {
      err.println(Plain.sentences(Path.of(given.getOrDefault("--site", "")), e));
      return ExitCode.OUTBOX;
    }
    try {
      Identity identity =
          new Enrolment(center.get(), InstantSource.system())
              .enrol(site.address(), code.get(), new IdentityFiles(site.data()));
      out.println("ENROLLED " + site.address() + " until " + identity.validUntil());
      out.println(
          """
          登録しました。装置を（再）起動してください。
          Enrolled. Now start the agent, or start it again.""");
      return ExitCode.ENROLLED;
    } catch (EnrolmentFailed e) {
      err.println(e.getMessage());
      return ExitCode.NOT_ENROLLED;
    }
  }

  private static Optional<URI> center(String typed) {
    try {
      URI uri = URI.create(typed);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
